/** What may be logged of an error of Wechaty's: its kind. Its words can hold names, ids and what people wrote. */
export const describeFailure = (error: unknown): { readonly error: string } => ({ error: error instanceof Error ? error.name : "unknown" });
