import { el } from "./dom.js";

const COLOURS = 12;

const colourOf = (key) => {
	let sum = 7;
	for (const letter of key) sum = (sum * 31 + letter.codePointAt(0)) >>> 0;
	return sum % COLOURS;
};

/** What stands in an avatar: the last two characters of a Chinese name without its demo mark, the initials of another. */
const initials = (name) => {
	const plain = name
		.replace(/^(演示|示例|demo)[·:：\s-]*/i, "")
		.replace(/[（(].*$/, "")
		.trim();
	if (/\p{Script=Han}/u.test(plain)) return [...plain].slice(-2).join("");
	return plain
		.split(/\s+/)
		.slice(0, 2)
		.map((word) => word[0]?.toUpperCase() ?? "")
		.join("");
};

/** A person's avatar: always the same colour for the same key. */
export const personAvatar = (key, name) => el("span", { class: `avatar c${colourOf(key)}`, "aria-hidden": "true" }, initials(name));

/** A group's avatar: the first two characters of its title. */
export const groupAvatar = (key, title) =>
	el("span", { class: `avatar group c${colourOf(key)}`, "aria-hidden": "true" }, [...title].slice(0, 2).join(""));

/** The bot's avatar. */
export const botAvatar = () => el("img", { class: "avatar bot", src: "/icon.svg", alt: "", width: "40", height: "40" });
