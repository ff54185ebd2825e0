/** A pattern that matches these words as they are written. */
export const literally = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
