import { safeText } from "../safe-text.ts";

/** Names Windows keeps for its devices, whatever stands behind the point. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/** Signs no file name on Windows may have, and halves of characters. */
const REFUSED = /[\\/:*?"<>|\p{Cs}]/gu;

/** Longest name, in characters: with the folder before it a path stays below the 260 of Windows, its bytes below the 255 of Linux. */
const LONGEST = 80;

/** A name somebody's file came under, without what another computer would refuse, hide or misread: paths, signs, devices. `nameless` where nothing is left. */
export const safeFileName = (name: string, nameless: string): string => {
	const own = name.split(/[\\/]/u).at(-1) ?? "";
	// Windows drops points and spaces at the end; a point in front hides the file.
	const plain = safeText(own.normalize("NFC"))
		.replace(/[\n\u200D]/gu, "")
		.replace(REFUSED, "_")
		.replace(/^[\s.]+|[\s.]+$/gu, "");
	if (plain === "") return nameless;
	const whole = shortened(plain);
	return DEVICE.test(whole) ? `_${whole}` : whole;
};

/** What an ending is at most: longer ones are part of the name. */
const ENDING = /\.[^.\s]{1,10}$/u;

const shortened = (name: string): string => {
	const ending = ENDING.exec(name)?.[0] ?? "";
	const stem = [...name.slice(0, name.length - ending.length)];
	const most = LONGEST - ending.length;
	return stem.length <= most ? name : `${stem.slice(0, most).join("").trimEnd()}${ending}`;
};

/** Gives each name once: 「汇报.pdf」, 「汇报 (2).pdf」; letters alone do not tell names apart on Windows. */
export const distinctNames = (): ((name: string) => string) => {
	const taken = new Set<string>();
	return (name) => {
		const ending = ENDING.exec(name)?.[0] ?? "";
		const stem = name.slice(0, name.length - ending.length);
		let free = name;
		for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${stem} (${number})${ending}`;
		taken.add(free.toLowerCase());
		return free;
	};
};
