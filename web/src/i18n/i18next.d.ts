import 'i18next';
import type en from './en.json';

/** Makes the compiler reject a key that the catalogue lacks. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    returnNull: false;
  }
}
