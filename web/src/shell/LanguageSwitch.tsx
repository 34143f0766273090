import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n';

const OPTIONS = LANGUAGES.map((language) => ({
  value: language,
  label: (
    <span title={LANGUAGE_NAMES[language]} lang={language}>
      {language.toUpperCase()}
    </span>
  ),
}));

/** Chooses the language of the screens on this device. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      data={OPTIONS}
      value={i18n.language}
      onChange={(value) => void changeLanguage(value as Language)}
      aria-label={t('nav.language')}
      data-testid="language-switch"
    />
  );
}
