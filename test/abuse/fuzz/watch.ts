import { CAPABILITIES } from "../../../src/channels/wechat/limits.ts";
import { demoPeople } from "../../support/demo-elsewhere.ts";
import type { Call } from "../../support/telegram/world.ts";
import type { LogEntry } from "../../support/universe.ts";
import type { Post } from "../../support/wechat/post.ts";
import { MARK } from "./hostile-text.ts";

/** Log entries that say that something broke. */
const BROKEN = /^(?:turns:|jobs:|room:call-failed|dispatch:)/u;
/** Words people see, in whatever field they are sent. */
const WORDS = ["text", "caption", "reply_markup"] as const;
/** What a bot may be refused: a message or a chat that is gone, a press that is over. */
const MAY_FAIL: ReadonlySet<string> = new Set([
	"answerCallbackQuery",
	"editMessageText",
	"editMessageReplyMarkup",
	"getFile",
	"getUpdates",
]);

const NAMES = demoPeople.map(({ name }) => name.replace(/（.*$/u, "")).filter((name) => name.length > 2);

/** Whether a text holds words of somebody who is nobody to the office. */
export const isStrangersWords = (text: string): boolean => /zq7s\d/iu.test(text);

/** What the log gives away or says of broken things. */
export const faultsOfLog = (logged: readonly LogEntry[], codes: readonly string[], token: string): string[] => {
	const text = JSON.stringify(logged);
	return [
		...logged
			.filter(({ level, event }) => level === "error" || BROKEN.test(event))
			.map((entry) => `log: ${JSON.stringify(entry).slice(0, 600)}`),
		...[MARK, token, token.split(":")[1] ?? token, ...codes, ...NAMES]
			.filter((words) => text.toLowerCase().includes(words.toLowerCase()))
			.map((words) => `log tells ${words} in ${text.slice(Math.max(0, text.indexOf(words) - 200), text.indexOf(words) + 50)}`),
	];
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be sent
const BROKEN_SIGNS = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff]/u;

/** What is wrong with the bot's messages on WeChat. */
export const faultsOfPosts = (posts: readonly Post[], isTheirs: (chat: string) => boolean): string[] =>
	posts.flatMap(({ chat, text, file }) => {
		const inGroup = "members" in chat;
		const words = `${text}\n${file?.name ?? ""}`;
		const faults: readonly (readonly [boolean, string])[] = [
			[inGroup && !isTheirs(chat.id), "a group where nobody spoke"],
			[inGroup && isStrangersWords(words), "a stranger's words in a group"],
			[BROKEN_SIGNS.test(words), "control characters or half a sign"],
			[text.length > CAPABILITIES.maxText, "too long"],
			[text === "" && file === null, "nothing"],
		];
		return faults.flatMap(([isSo, what]) => (isSo ? [`${what}: ${chat.id} ${words.slice(0, 300)}`] : []));
	});

/** What is wrong with the calls of the Bot API: marks made of people's words, places that heard nobody, refusals. */
export const faultsOfCalls = (calls: readonly Call[], isTheirs: (chat: string) => boolean): string[] =>
	calls.flatMap(({ method, fields, status }) => {
		const faults: string[] = [];
		const say = (what: string): void => void faults.push(`${method}: ${what}: ${JSON.stringify(fields).slice(0, 400)}`);
		if (status !== 200 && status !== 0 && !MAY_FAIL.has(method)) say(`refused with ${status}`);
		if (fields.parse_mode !== undefined) say("parse_mode");
		const entities =
			fields.entities === undefined ? [] : (JSON.parse(String(fields.entities)) as { type: string; user?: { id: number } }[]);
		if (fields.caption_entities !== undefined || entities.some(({ type }) => type !== "text_mention")) say("marks");
		const chat = String(fields.chat_id ?? "");
		if (chat.startsWith("-") && method.startsWith("send") && !isTheirs(chat)) say("a group where nobody spoke");
		const words = WORDS.map((field) => String(fields[field] ?? "")).join("\n");
		if (chat.startsWith("-") && isStrangersWords(words)) say("a stranger's words in a group");
		if (BROKEN_SIGNS.test(words)) say("control characters or half a sign");
		if (method === "sendMessage" && String(fields.text ?? "").length > 4096) say("too long");
		return faults;
	});
