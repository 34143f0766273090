import { useTranslation } from 'react-i18next';
import { IndexPlane } from './IndexPlane';
import classes from './Plane.module.css';
import { TemperaturePlane } from './TemperaturePlane';

/** Temperature and score index: areas of the fit × engagement plane. */
export function PlaneTab() {
  const { t } = useTranslation();
  return (
    <section className={classes.tab} aria-label={t('model.tab.plane')}>
      <TemperaturePlane />
      <IndexPlane />
    </section>
  );
}
