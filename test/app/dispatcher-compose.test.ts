import { expect, it } from "vitest";
import { compose, isToast } from "../../src/app/dispatch/compose.ts";
import type { FileRef } from "../../src/domain/file.ts";
import { toInstant } from "../../src/domain/period.ts";
import type { Capabilities } from "../../src/ports/channel.ts";
import type { QueuedMessage } from "../../src/ports/store.ts";
import type { View } from "../../src/views/view.ts";
import { ALL_CAPABILITIES } from "../support/limited-platform.ts";
import { chatRef, saying } from "../support/sending-world.ts";

const button = { label: { text: "甲" }, action: { do: "say", text: "/help" } } as const;
const named = (name: string, buttons: readonly (typeof button)[] = []): View => ({ key: "nobody-named", name, buttons });
const files = (count: number): FileRef[] =>
	Array.from({ length: count }, (_, index) => ({ hash: `h${index}`, name: `${index}.xlsx`, type: "application/x", size: 1 }));
const withFiles = (count: number, buttons: readonly (typeof button)[] = []): View => ({
	key: "files",
	what: "template",
	count,
	files: files(count),
	buttons,
});

const queued = (view: View, more: Partial<QueuedMessage> = {}): QueuedMessage => ({
	...saying(chatRef("a"), "m", 0),
	view,
	createdAt: toInstant(0),
	position: 1,
	attempts: 0,
	partsSent: 0,
	...more,
});
const answered = { message: "7", press: "p" };
const parts = (message: QueuedMessage, can: Partial<Capabilities> = {}) => {
	const all = { ...ALL_CAPABILITIES, ...can };
	return compose(message, "zh-CN", all, isToast(message, all));
};

it("is one message with text, buttons and what it answers where all fits", () => {
	const [only, ...more] = parts(queued(named("王伟", [button]), { answers: answered }));
	expect(more).toEqual([]);
	expect(only).toMatchObject({ id: "m", answers: answered, card: null, awaitsWords: false, buttons: [{ id: "0", text: "甲" }], files: [] });
});

it("answers with the first part and carries id and buttons with the last", () => {
	const long = parts(queued(named("某".repeat(250), [button]), { answers: answered, card: "replace" }), { maxText: 100 });
	expect(long.map(({ id }) => id)).toEqual(["m.1", "m.2", "m"]);
	expect(long.map(({ buttons }) => buttons.length)).toEqual([0, 0, 1]);
	expect(long.map(({ answers }) => answers)).toEqual([answered, null, null]);
	// A card cannot become several messages: it loses its buttons.
	expect(long.map(({ card }) => card)).toEqual(["close", null, null]);
});

it("sends a file together with a text that fits beside it", () => {
	expect(parts(queued(withFiles(1, [button])))).toMatchObject([{ id: "m", files: [{ hash: "h0" }], buttons: [{}] }]);
	expect(parts(queued(withFiles(3)))).toMatchObject([{ id: "m", files: [{}, {}, {}] }]);
});

it("sends files first and the text with the buttons below when they do not fit together", () => {
	const shape = (view: View, can: Partial<Capabilities>) =>
		parts(queued(view), can).map((part) => [part.files.length, part.text === "" ? "" : "text", part.buttons.length]);
	expect(shape(withFiles(2, [button]), { maxCaption: 1 })).toEqual([
		[2, "", 0],
		[0, "text", 1],
	]);
	expect(shape(withFiles(5), { filesPerMessage: 2 })).toEqual([
		[2, "", 0],
		[2, "", 0],
		[1, "", 0],
		[0, "text", 0],
	]);
	// An album has no buttons.
	expect(shape(withFiles(2, [button]), {})).toEqual([
		[2, "", 0],
		[0, "text", 1],
	]);
	expect(shape(withFiles(2), { files: false, filesPerMessage: 0, maxCaption: 0 })).toEqual([[0, "text", 0]]);
});

it("numbers the choices where this chat has no buttons", () => {
	const [only] = parts(queued(named("王伟", [button])), { buttons: false });
	expect(only?.buttons).toEqual([]);
	expect(only?.text).toContain("1");
	expect(only?.text).toContain("甲");
});

it("replaces or closes a card only where messages can be changed", () => {
	const card = (asked: QueuedMessage["card"], can: Partial<Capabilities> = {}, view = named("王伟")) =>
		parts(queued(view, { card: asked, answers: answered }), can)[0]?.card;
	expect([card("replace"), card("close"), card(null)]).toEqual(["replace", "close", null]);
	expect([card("replace", { edit: false }), card("close", { edit: false })]).toEqual([null, null]);
	expect(card("replace", {}, withFiles(1))).toBe("close");
});

it("answers a press where it was made, in 200 characters, and with a message where that cannot be", () => {
	const press = { card: "toast", answers: answered } as const;
	const [toast] = parts(queued(named("某".repeat(500)), press));
	expect(toast).toMatchObject({ id: "m", card: "toast", answers: answered });
	expect(toast?.text.length).toBeLessThanOrEqual(200);
	expect(toast?.text.endsWith("…")).toBe(true);
	const card = (more: Partial<QueuedMessage>, can: Partial<Capabilities> = {}) =>
		parts(queued(named("王伟"), { ...press, ...more }), can)[0]?.card;
	expect(card({})).toBe("toast");
	expect(card({}, { toast: false })).toBeNull();
	expect(card({ answers: null })).toBeNull();
	expect(card({ view: named("王伟", [button]) })).toBeNull();
	expect(card({ view: withFiles(1) })).toBeNull();
});

it("asks for words with the last part", () => {
	const question: View = {
		key: "question",
		session: "s",
		step: 1,
		remarks: [],
		buttons: [],
		numbered: false,
		heading: null,
		cadence: "week",
		place: null,
		optional: false,
		question: { kind: "text", name: "某".repeat(150), label: "某".repeat(150), problem: false, limit: 10 },
		old: null,
	};
	const asking = parts(queued(question), { maxText: 100 });
	expect(asking.length).toBeGreaterThan(1);
	expect(asking.map(({ awaitsWords }) => awaitsWords)).toEqual(asking.map((_, index) => index === asking.length - 1));
});
