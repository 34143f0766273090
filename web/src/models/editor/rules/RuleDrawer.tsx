import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../../i18n/useWord';
import type { AnyRule } from '../doc/changes';
import { patched } from '../doc/edit';
import type { EngagementRule, FitRule } from '../types';
import { EngagementForm } from './EngagementForm';
import { FitForm } from './FitForm';

interface RuleDrawerProps {
  rule: AnyRule | null;
  groups: string[];
  onChange: (rule: AnyRule, field: string) => void;
  onClose: () => void;
}

/** The rarer settings of one rule. */
export function RuleDrawer({ rule, groups, onChange, onClose }: RuleDrawerProps) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Drawer
      opened={rule !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={rule && word('modelName', rule.name)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      data-testid="rule-drawer"
    >
      {rule && 'when' in rule && (
        <EngagementForm
          rule={rule}
          groups={groups}
          onPatch={(patch: Partial<EngagementRule>, field) => onChange(patched(rule, patch), field)}
        />
      )}
      {rule && 'if' in rule && (
        <FitForm rule={rule} onPatch={(patch: Partial<FitRule>, field) => onChange(patched(rule, patch), field)} />
      )}
    </Drawer>
  );
}
