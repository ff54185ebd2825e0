/** Characters of a notice's beginning that lists and reminders show. */
const HEAD = 40;

/** The beginning of a notice's text, on one line. */
export const textHead = (text: string): string => {
	const line = text.replace(/\s+/gu, " ").trim();
	const characters = [...line];
	return characters.length > HEAD ? `${characters.slice(0, HEAD).join("")}……` : line;
};
