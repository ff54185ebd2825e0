/** Excel keeps 15 digits of a number. */
const EXACT_DIGITS = 15;

/** A column's letters: 0 is A, 26 is AA. */
export const letters = (index: number): string =>
	index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);

/** Text that looks like Excel's escape of a character (_x0041_) must not become that character: its own underscore is escaped, as Excel does. */
export const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

/** Whether Excel keeps every digit of a number. */
export const isExact = (text: string): boolean => text.replace(/\D/g, "").replace(/^0+/, "").length <= EXACT_DIGITS;
