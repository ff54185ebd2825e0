/** Half a sign (a lone surrogate) is no UTF-8: platforms refuse the whole text. */
export const wholeSigns = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");
