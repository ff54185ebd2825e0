import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { InboundContent } from "../../src/ports/intake.ts";
import { outgoingTo } from "../support/outgoing-to.ts";
import {
	answering,
	type ChannelRig,
	type Delivery,
	describeChannel,
	filesOf,
	type KeepingIntake,
	keepingIntake,
	PHOTO,
} from "./channel-contract.ts";

/** A platform that is somebody else's: groups come and go, people block, and it can be out of reach. What a platform has no such thing of is left out. */
export interface MessengerRig extends ChannelRig {
	/** A reply to the bot's newest message of that chat. */
	reply(chat: ChatRef, text: string): Promise<Delivery>;
	/** A place, a sticker. */
	sendOther(chat: ChatRef): Promise<Delivery>;
	/** A file that is larger than the platform lets bots have. */
	sendHuge(chat: ChatRef): Promise<Delivery>;
	/** The bot is put out of the group. */
	remove(): Promise<Delivery>;
	rename(title: string): Promise<Delivery>;
	/** Out of reach until the returned call. */
	goDown(): Promise<() => Promise<void>>;
	/** Somebody brings the bot into the group. */
	invite?(): Promise<Delivery>;
	/** The bot becomes administrator. */
	promote?(): Promise<Delivery>;
	/** Changes the words of what was said last. */
	edit?(text: string): Promise<Delivery>;
	/** Photos sent as one, with words. */
	sendAlbum?(chat: ChatRef, photos: readonly Uint8Array[], text: string): Promise<Delivery>;
	/** Something said in the group by somebody whom the platform hides. */
	sayAnonymously?(text: string): Promise<Delivery>;
	/** The person blocks the bot, or lets it in again, and the platform tells. */
	block?(blocked: boolean): Promise<Delivery>;
	/** The group goes on under another id, which is returned. */
	moveGroup?(): Promise<string>;
	/** The next call is refused for so many seconds. */
	slowDown?(seconds: number): void;
	/** A message of the bot asks for a reply in this chat, visibly. */
	asksForReply?(chat: ChatRef): boolean;
	/** What a menu shows in a chat. */
	menu?(chat: ChatRef): readonly string[];
}

/** What the rest of the program relies on with a messenger of somebody else's, beside the common contract. */
export const describeMessenger = (name: string, open: () => Promise<MessengerRig>): void => {
	describeChannel(name, open);

	describe(`${name} as a messenger`, () => {
		let rig: MessengerRig;
		let intake: KeepingIntake;
		const outgoing = (id: string, text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage =>
			outgoingTo(rig.chats.private, id, text, more);
		const last = (): InboundContent | undefined => intake.received.at(-1)?.content;

		beforeEach(async () => {
			rig = await open();
			intake = keepingIntake();
			await rig.channel.start(intake);
		});
		afterEach(() => rig.close());

		it("takes a reply to the bot as addressed to it", async () => {
			await rig.channel.send(outgoing("o1", "多少亩？", { chat: rig.chats.group }));
			expect(await rig.reply(rig.chats.group, "45亩")).toBe("confirmed");
			expect(last()).toEqual({ kind: "text", text: "45亩", addressed: true });
		});

		it("hands in changed words under the id of what was said", async () => {
			if (!rig.edit) return;
			await rig.say(rig.chats.private, "45亩");
			expect(await rig.edit("54亩")).toBe("confirmed");
			const [said, changed] = intake.received;
			expect(changed).toMatchObject({ messageId: said?.messageId, content: { kind: "edit", text: "54亩", addressed: false } });
			expect(changed?.updateId).not.toBe(said?.updateId);
		});

		it("hands in the files of an album one by one, told to belong together", async () => {
			if (!rig.sendAlbum) return;
			const photos = [PHOTO, Uint8Array.from([...PHOTO, 1]), Uint8Array.from([...PHOTO, 2])];
			expect(await rig.sendAlbum(rig.chats.private, photos, "现场")).toBe("confirmed");
			const albums = intake.received.map(({ content }) => content.kind === "remote-files" && content.album);
			expect(albums).toHaveLength(3);
			expect(new Set(albums).size).toBe(1);
			expect(albums[0]).toEqual(expect.any(String));
			expect(intake.received.map(({ content }) => content.kind === "remote-files" && content.text)).toEqual(["现场", "", ""]);
			expect((await Promise.all(intake.received.map((one) => filesOf(rig, one)))).flat()).toEqual(photos);
		});

		it("says that a file is too large, and that one is gone", async () => {
			await rig.sendHuge(rig.chats.private);
			const content = last();
			const [file] = content?.kind === "remote-files" ? content.files : [];
			expect(file && (await rig.channel.fetch?.(file))).toMatchObject({ kind: "failed", reason: "too-large" });
			expect(await rig.channel.fetch?.({ id: "never-was", name: "a.jpg", size: null })).toMatchObject({ kind: "failed", reason: "gone" });
		});

		it("hands in what no question takes as such", async () => {
			await rig.sendOther(rig.chats.private);
			expect(last()).toEqual({ kind: "other", addressed: false });
		});

		it("says when the platform hides who speaks", async () => {
			if (!rig.sayAnonymously) return;
			await rig.sayAnonymously(rig.mention("周报"));
			expect(intake.received.at(-1)).toMatchObject({ anonymous: true, content: { kind: "text", text: "周报" } });
		});

		it("follows what happens to the bot in a group", async () => {
			await (rig.promote ?? rig.invite)?.();
			const admin = rig.promote !== undefined;
			expect(last()).toMatchObject({ kind: "group", event: { what: "member", admin, seesAll: true } });
			await rig.rename("大巴工作群");
			expect(last()).toEqual({ kind: "group", event: { what: "renamed", title: "大巴工作群" } });
			await rig.remove();
			expect(last()).toEqual({ kind: "group", event: { what: "left", title: "大巴工作群" } });
			expect(await rig.channel.send(outgoing("o1", "提醒", { chat: rig.chats.group }))).toMatchObject({ kind: "failed", gone: true });
		});

		it("says where a group went, to whom asks and to whom writes there", async () => {
			if (!rig.moveGroup) return;
			const next = await rig.moveGroup();
			expect(intake.received.map(({ content }) => content)).toContainEqual({ kind: "group", event: { what: "moved", toId: next } });
			expect(await rig.channel.send(outgoing("o1", "提醒", { chat: rig.chats.group }))).toEqual({ kind: "moved", chatId: next });
			expect(await rig.channel.send(outgoing("o1", "提醒", { chat: { ...rig.chats.group, id: next } }))).toEqual({ kind: "sent" });
		});

		it("says that nothing reaches a person who blocked the bot, until they let it in again", async () => {
			if (!rig.block) return;
			await rig.say(rig.chats.private, "周报");
			expect(await rig.block(true)).toBe("confirmed");
			expect(last()).toEqual({ kind: "reachable", reachable: false });
			expect(await rig.channel.send(outgoing("o1", "提醒"))).toMatchObject({ kind: "failed", gone: true });
			await rig.block(false);
			expect(last()).toEqual({ kind: "reachable", reachable: true });
			expect(await rig.channel.send(outgoing("o1", "提醒"))).toEqual({ kind: "sent" });
		});

		it("does not blame a message for a platform out of reach", async () => {
			await rig.say(rig.chats.private, "周报");
			const comeBack = await rig.goDown();
			expect(await rig.channel.send(outgoing("o1", "提醒"))).toMatchObject({ kind: "retry", blame: "channel" });
			await comeBack();
			expect(await rig.channel.send(outgoing("o1", "提醒"))).toEqual({ kind: "sent" });
			expect(await rig.shown(rig.chats.private)).toHaveLength(1);
		});

		it("waits as long as it is told to", async () => {
			if (!rig.slowDown) return;
			rig.slowDown(7);
			const outcome = await rig.channel.send(outgoing("o1", "提醒"));
			expect(outcome).toMatchObject({ kind: "retry", afterMs: 7000 });
			expect(outcome.kind === "retry" && outcome.blame).not.toBe("message");
		});

		it("asks for a reply in a group where it would not hear plain words", async () => {
			if (!rig.asksForReply || !rig.promote) return;
			await rig.say(rig.chats.group, rig.mention("周报"));
			const [asked] = intake.received;
			const can = await rig.channel.canIn?.(rig.chats.group, true);
			const question = outgoing("o1", "多少亩？", { chat: rig.chats.group, awaitsWords: true, answers: asked ? answering(asked) : null });
			expect(await rig.channel.send(question)).toEqual({ kind: "sent" });
			expect(can?.buttons).toBe(false);
			expect(rig.asksForReply(rig.chats.group)).toBe(true);
			await rig.promote();
			expect((await rig.channel.canIn?.(rig.chats.group, true))?.buttons).toBe(true);
		});

		it("shows menus per chat and a link that binds", async () => {
			if (!rig.menu) return;
			await rig.say(rig.chats.private, "周报");
			expect(await rig.channel.setMenu?.(rig.chats.private, [{ word: "weekly", text: "报周报" }])).toBe(true);
			expect(rig.menu(rig.chats.private)).toEqual(["weekly"]);
			expect(await rig.channel.setMenu?.(rig.chats.private, [])).toBe(true);
			expect(rig.menu(rig.chats.private)).toEqual([]);
			expect(rig.channel.bindingLink?.("CESH2345")).toMatch(/^https:\/\/\S+CESH2345$/u);
		});
	});
};
