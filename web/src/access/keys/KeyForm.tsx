import { Alert, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/useSays';
import { Coded } from '../../shared/Coded';
import classes from './Keys.module.css';
import { useCreateKey } from './mutations';
import type { CreatedKey, KeyKind } from './types';

const KINDS: readonly KeyKind[] = ['browser', 'server'];

/** Asks for the name of a source and who may know its key. */
export function KeyForm({ onMade }: { onMade: (made: CreatedKey) => void }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<KeyKind>('browser');
  const create = useCreateKey();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name: name.trim() || t(`keys.kind.${kind}`), kind },
      {
        onSuccess: (made) => {
          setName('');
          onMade(made);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      {create.error && (
        <Alert color="ripe" role="alert" className={classes.failed}>
          <Coded text={errorWords(create.error)} />
        </Alert>
      )}
      <NativeSelect
        label={t('keys.for')}
        description={t(`keys.means.${kind}`)}
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value as KeyKind)}
        data={KINDS.map((value) => ({ value, label: t(`keys.kind.${value}`) }))}
        data-testid="key-kind"
      />
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHow')}
        value={name}
        placeholder={t(`keys.kind.${kind}`)}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={100}
        data-testid="key-name"
      />
      <Button type="submit" loading={create.isPending} leftSection={<IconPlus size={17} aria-hidden />} data-testid="key-create">
        {t('keys.create')}
      </Button>
    </form>
  );
}
