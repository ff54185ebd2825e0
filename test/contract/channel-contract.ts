import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FileRef } from "../../src/domain/file.ts";
import type { Answered, Channel, OutgoingMessage } from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Inbound, Intake } from "../../src/ports/intake.ts";
import { outgoingTo } from "../support/outgoing-to.ts";

/** A bot's message as a member of the chat sees it. */
export interface Shown {
	readonly text: string;
	/** Words on its buttons, in order. */
	readonly buttons: readonly string[];
	readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Whether the channel told its platform that something arrived (202, a higher offset, …). */
export type Delivery = "confirmed" | "refused";

/** One person on a platform made for tests, and the channel under test on it. Not started yet. */
export interface ChannelRig {
	readonly channel: Channel;
	/** A chat of that person and the bot alone, and a group both are in. */
	readonly chats: { readonly private: ChatRef; readonly group: ChatRef };
	/** The same text, addressed to the bot as people do on this platform. */
	mention(text: string): string;
	say(chat: ChatRef, text: string): Promise<Delivery>;
	/** Where files carry no words, they are left out. */
	sendFile(chat: ChatRef, name: string, bytes: Uint8Array, text: string): Promise<Delivery>;
	/** Presses a button of the bot's message with this outbox id. Only asked where the channel has buttons. */
	press(chat: ChatRef, message: string, button: string): Promise<Delivery>;
	/** The platform delivers again what was refused last. */
	deliverAgain(): Promise<Delivery>;
	/** The bot's messages of a chat, oldest first. */
	shown(chat: ChatRef): Promise<readonly Shown[]>;
	/** Stores bytes for an outgoing message; reads those of an incoming one. */
	keep(name: string, bytes: Uint8Array): Promise<FileRef>;
	read(file: FileRef): Promise<Uint8Array | null>;
	/** From now on the platform fails whatever is sent. */
	breakPlatform(): void;
	/** What a press of this person was answered with, where it was made. Only asked where the channel has toasts. */
	toasts(): readonly string[];
	close(): Promise<void>;
}

/** An intake that keeps what it got, as the inbox does: what it holds already is passed over. */
export interface KeepingIntake extends Intake {
	readonly received: Inbound[];
	failing: boolean;
	/** While set, receive waits for it. */
	gate: Promise<void> | null;
	/** Resolves at the next call of receive. */
	called(): Promise<void>;
}

export const keepingIntake = (): KeepingIntake => {
	let wake: (() => void)[] = [];
	const intake: KeepingIntake = {
		received: [],
		failing: false,
		gate: null,
		called: () => new Promise((resolve) => wake.push(resolve)),
		async receive(updates) {
			for (const resolve of wake) resolve();
			wake = [];
			await intake.gate;
			if (intake.failing) throw new Error("the inbox is full");
			const isNew = ({ updateId }: Inbound): boolean => !intake.received.some((one) => one.updateId === updateId);
			intake.received.push(...updates.filter(isNew));
		},
	};
	return intake;
};

/** What somebody said or pressed, as an answer names it. */
export const answering = ({ messageId, content }: Inbound): Answered => ({
	message: messageId,
	press: content.kind === "press" && content.press !== "" ? content.press : null,
});

/** The files of an inbound, fetched where they lie far away. */
export const filesOf = async (rig: Pick<ChannelRig, "channel" | "read">, { content }: Inbound): Promise<(Uint8Array | null)[]> => {
	if (content.kind === "files") return Promise.all(content.files.map((file) => rig.read(file)));
	if (content.kind !== "remote-files") return [];
	const outcomes = await Promise.all(content.files.map((file) => rig.channel.fetch?.(file)));
	return outcomes.map((outcome) => (outcome?.kind === "fetched" ? new Uint8Array(outcome.bytes) : null));
};

/** A picture of one point. */
export const PHOTO = Uint8Array.from(
	Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64"),
);

/** What the rest of the program relies on, whichever messenger it is. */
export const describeChannel = (name: string, open: () => Promise<ChannelRig>): void => {
	describe(`${name} as a channel`, () => {
		let rig: ChannelRig;
		let intake: KeepingIntake;
		const outgoing = (id: string, text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage =>
			outgoingTo(rig.chats.private, id, text, more);

		beforeEach(async () => {
			rig = await open();
			intake = keepingIntake();
			await rig.channel.start(intake);
		});
		afterEach(() => rig.close());

		it("hands in what is said, with chat, sender and time, under ids of its own", async () => {
			expect(await rig.say(rig.chats.private, "周报")).toBe("confirmed");
			expect(await rig.say(rig.chats.group, rig.mention("周报"))).toBe("confirmed");
			const [inPrivate, inGroup] = intake.received;
			expect(inPrivate).toMatchObject({ chat: rig.chats.private, content: { kind: "text", text: "周报", addressed: false } });
			expect(inGroup).toMatchObject({ chat: rig.chats.group, content: { kind: "text", text: "周报", addressed: true } });
			expect(inPrivate?.sender.channel).toBe(rig.channel.id);
			expect(inGroup?.sender).toEqual(inPrivate?.sender);
			expect(inPrivate?.updateId).not.toBe(inGroup?.updateId);
			expect(inPrivate?.sentAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
		});

		it("keeps the order of what is said", async () => {
			const texts = Array.from({ length: 8 }, (_, index) => `第${index}句`);
			for (const text of texts) await rig.say(rig.chats.private, text);
			expect(intake.received.map(({ content }) => content.kind === "text" && content.text)).toEqual(texts);
		});

		it("does not confirm what the intake refuses, and hands it in once when it comes again", async () => {
			intake.failing = true;
			expect(await rig.say(rig.chats.private, "周报")).toBe("refused");
			intake.failing = false;
			expect(await rig.deliverAgain()).toBe("confirmed");
			expect(intake.received).toHaveLength(1);
		});

		it("does not confirm before the intake holds it", async () => {
			let open = (): void => undefined;
			intake.gate = new Promise((resolve) => {
				open = resolve;
			});
			const called = intake.called();
			let delivery: Delivery | null = null;
			const said = rig.say(rig.chats.private, "周报").then((answer) => {
				delivery = answer;
			});
			await called;
			await new Promise((resolve) => setImmediate(resolve));
			expect(delivery).toBeNull();
			open();
			await said;
			expect(delivery).toBe("confirmed");
		});

		it("shows a message with its words as they are", async () => {
			const text = "请核对\n\n1. 暖棚　45 亩 <b>&amp;</b> *不是粗体* _x_ `y`";
			expect(await rig.channel.send(outgoing("o1", text))).toEqual({ kind: "sent" });
			expect((await rig.shown(rig.chats.private)).map((one) => one.text)).toEqual([text]);
			expect(await rig.shown(rig.chats.group)).toEqual([]);
		});

		it("shows a message once, however often it is sent", async () => {
			for (let time = 0; time < 3; time += 1) expect(await rig.channel.send(outgoing("o1", "提醒"))).toEqual({ kind: "sent" });
			await rig.channel.send(outgoing("o2", "提醒"));
			expect(await rig.shown(rig.chats.private)).toHaveLength(2);
		});

		it("keeps the order of a chat", async () => {
			const texts = Array.from({ length: 8 }, (_, index) => `第${index}条`);
			for (const [index, text] of texts.entries()) await rig.channel.send(outgoing(`o${index}`, text));
			expect((await rig.shown(rig.chats.private)).map(({ text }) => text)).toEqual(texts);
		});

		it("brings buttons back as presses", async () => {
			if (!rig.channel.can.buttons) return;
			const buttons = [
				{ id: "submit", text: "提交" },
				{ id: "edit:1", text: "修改" },
			];
			await rig.channel.send(outgoing("o1", "请核对", { buttons, chat: rig.chats.group }));
			expect((await rig.shown(rig.chats.group))[0]?.buttons).toEqual(["提交", "修改"]);
			expect(await rig.press(rig.chats.group, "o1", "edit:1")).toBe("confirmed");
			expect(intake.received[0]).toMatchObject({ chat: rig.chats.group, content: { kind: "press", message: "o1", button: "edit:1" } });
		});

		const pressed = async (): Promise<Answered> => {
			await rig.channel.send(outgoing("o1", "请核对", { buttons: [{ id: "submit", text: "提交" }], chat: rig.chats.group }));
			await rig.press(rig.chats.group, "o1", "submit");
			const press = intake.received.find(({ content }) => content.kind === "press");
			if (!press) throw new Error("the press did not arrive");
			return answering(press);
		};

		it("answers a press where it was made, or in the chat where it cannot", async () => {
			if (!rig.channel.can.buttons) return;
			const answers = await pressed();
			const toast = outgoing("o2", "这个按钮不是给您的", { chat: rig.chats.group, card: "toast", answers });
			expect(await rig.channel.send(toast)).toEqual({ kind: "sent" });
			const texts = (await rig.shown(rig.chats.group)).map(({ text }) => text);
			expect(rig.channel.can.toast ? rig.toasts() : texts.slice(1)).toEqual(["这个按钮不是给您的"]);
			expect(texts).toHaveLength(rig.channel.can.toast ? 1 : 2);
		});

		it("puts a message in the place of the one it answers, or below it where it cannot", async () => {
			if (!rig.channel.can.buttons) return;
			const answers = await pressed();
			await rig.channel.send(outgoing("o2", "已收到", { chat: rig.chats.group, card: "replace", answers }));
			const shown = await rig.shown(rig.chats.group);
			expect(shown.map(({ text }) => text)).toEqual(rig.channel.can.edit ? ["已收到"] : ["请核对", "已收到"]);
			expect(shown.at(-1)?.buttons).toEqual([]);
		});

		it("takes the buttons off the message it closes, where it can", async () => {
			if (!rig.channel.can.buttons) return;
			const answers = await pressed();
			const next = { chat: rig.chats.group, card: "close", answers, buttons: [{ id: "none", text: "没有" }] } as const;
			await rig.channel.send(outgoing("o2", "2/5", next));
			// Nobody waits for the buttons to go: the next question comes first.
			await vi.waitFor(async () => {
				const buttons = (await rig.shown(rig.chats.group)).map((one) => one.buttons);
				expect(buttons).toEqual([rig.channel.can.edit ? [] : ["提交"], ["没有"]]);
			}, 10_000);
		});

		it("carries files in and out", async () => {
			if (!rig.channel.can.files) return;
			expect(await rig.sendFile(rig.chats.private, "现场.png", PHOTO, "大棚")).toBe("confirmed");
			const [inbound] = intake.received;
			const { fetch, can } = rig.channel;
			expect(inbound?.content).toMatchObject({ kind: fetch ? "remote-files" : "files", text: can.maxCaption > 0 ? "大棚" : "" });
			const [file] = inbound && "files" in inbound.content ? inbound.content.files : [];
			// A platform need not tell how large a file is before it is fetched.
			expect([file?.name, file?.size ?? PHOTO.length]).toEqual(["现场.png", PHOTO.length]);
			expect(inbound && (await filesOf(rig, inbound))).toEqual([PHOTO]);
			await rig.channel.send(outgoing("o1", can.maxCaption > 0 ? "排名" : "", { files: [await rig.keep("排名.png", PHOTO)] }));
			const [shown] = await rig.shown(rig.chats.private);
			expect(shown?.files.map(({ name: fileName, bytes }) => [fileName, new Uint8Array(bytes)])).toEqual([["排名.png", PHOTO]]);
		});

		it("shows a text of its greatest length whole, and answers a longer one with an outcome", async () => {
			const longest = "亩".repeat(rig.channel.can.maxText);
			expect(await rig.channel.send(outgoing("o1", longest))).toEqual({ kind: "sent" });
			expect((await rig.shown(rig.chats.private))[0]?.text).toBe(longest);
			expect((await rig.channel.send(outgoing("o2", `${longest}亩`))).kind).toBe("failed");
		});

		it("answers a platform's failure with an outcome", async () => {
			rig.breakPlatform();
			const outcome = await rig.channel.send(outgoing("o1", "提醒"));
			expect(outcome.kind).toBe("retry");
		});

		it("is well once something arrived", async () => {
			await rig.say(rig.chats.private, "周报");
			expect(rig.channel.health()).toMatchObject({ state: "up", reason: "" });
		});

		it("finishes what is in hand when it stops, and takes in nothing more", async () => {
			let open = (): void => undefined;
			intake.gate = new Promise((resolve) => {
				open = resolve;
			});
			const called = intake.called();
			const said = rig.say(rig.chats.private, "在路上");
			await called;
			let stopped = false;
			const stopping = rig.channel.stop().then(() => {
				stopped = true;
			});
			await new Promise((resolve) => setImmediate(resolve));
			expect(stopped).toBe(false);
			open();
			await stopping;
			expect(await said).toBe("confirmed");
			expect(await rig.say(rig.chats.private, "晚了")).toBe("refused");
			expect(intake.received).toHaveLength(1);
		});
	});
};
