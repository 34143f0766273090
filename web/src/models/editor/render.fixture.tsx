import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createInstance } from 'i18next';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { vi } from 'vitest';
import type { Language } from '../../i18n';
import cs from '../../i18n/cs.json';
import en from '../../i18n/en.json';
import { INTERPOLATION, numbers } from '../../i18n/numbers';
import tr from '../../i18n/tr.json';

const CATALOGUES = { en, tr, cs };

/** What a part of the pages draws first, as HTML, in a language. */
export async function rendered(part: ReactNode, language: Language): Promise<string> {
  vi.stubGlobal('navigator', { languages: [language] });
  const i18n = createInstance();
  const resources = { [language]: { translation: CATALOGUES[language] } };
  await i18n.use(numbers).use(initReactI18next).init({ lng: language, resources, interpolation: INTERPOLATION });
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <MantineProvider>
        <QueryClientProvider client={new QueryClient()}>{part}</QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>,
  );
}
