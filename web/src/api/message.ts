/** A message of the server: in English, and as the code of its sentence with what is filled in. */
export interface Message {
  message: string;
  /** Missing where the server has none. */
  code?: string | null;
  params?: Record<string, string>;
}
