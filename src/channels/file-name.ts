/** Longest file name handed on, in UTF-16 code units. */
const MAX_FILE_NAME = 120;

/** A name without path, control characters, half signs and reading-direction tricks, cut in the middle so that its ending stays; null when nothing is left. */
export const cleanFileName = (name: string): string | null => {
	const clean = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|;]/gu, "_").trim();
	if (clean === "") return null;
	if (clean.length <= MAX_FILE_NAME) return clean;
	const ending = /\.[^.]{1,10}$/u.exec(clean)?.[0] ?? "";
	return [...clean.slice(0, MAX_FILE_NAME - ending.length)].filter((sign) => !/\p{Surrogate}/u.test(sign)).join("") + ending;
};
