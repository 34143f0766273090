import { createContext, useContext } from 'react';

/** Key of the model that a page is about; undefined for the primary one. */
export const ModelKeyContext = createContext<string | undefined>(undefined);

/** The model that the page is about. */
export function useModelKey(): string | undefined {
  return useContext(ModelKeyContext);
}
