/** Characters that could reverse, hide or forge what a line says: control and format characters (\p{Cc}, \p{Cf}) but line breaks and joined emoji. */
const UNSAFE = /(?!\n|\u200D)[\p{Cc}\p{Cf}]/gu;

/** A text without characters that could reverse, hide or forge what it says. */
export const safeText = (text: string): string => text.replace(UNSAFE, "");
