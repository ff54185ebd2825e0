import { FileBox, type FileBoxInterface } from "file-box";
import { type payloads, types } from "wechaty";
import { PuppetMock } from "wechaty-puppet-mock";
import type { WechatWorld } from "./world.ts";

/** The mock's types promise no id, like the mock. */
type Sent = Promise<void>;

/**
 * Wechaty's own mock of a puppet, mended: it plays on a WeChat that outlives it, carries mentions, tells the id of what it sent, takes files made of bytes,
 * tells when it is ready, and takes rooms by any id.
 */
export class MendedPuppet extends PuppetMock {
	readonly #world: WechatWorld;

	constructor(world: WechatWorld) {
		// Its own watchdog keeps still.
		super({ timeoutSeconds: 7 * 24 * 60 * 60 });
		this.#world = world;
	}

	override async onStart(): Promise<void> {
		await super.onStart();
		setImmediate(() => this.#world.connected(this));
	}

	override async onStop(): Promise<void> {
		this.#world.disconnected(this);
		await super.onStop();
	}

	/** At once: the mock's own answer takes a second of the true time. */
	override ding(data = ""): void {
		this.emit("dong", { data });
	}

	override async contactList(): Promise<string[]> {
		return this.#world.people.map(({ id }) => id);
	}

	override async contactRawPayload(id: string): Promise<payloads.Contact> {
		return this.#world.contactPayload(id);
	}

	override async roomList(): Promise<string[]> {
		return this.#world.groups.map(({ id }) => id);
	}

	override async roomRawPayload(id: string): Promise<payloads.Room> {
		return this.#world.roomPayload(id);
	}

	override async roomMemberList(id: string): Promise<string[]> {
		return (await this.#world.roomPayload(id)).memberIdList;
	}

	override async roomMemberRawPayload(_room: string, id: string): Promise<payloads.RoomMember> {
		const { avatar, name } = await this.#world.contactPayload(id);
		return { id, avatar, name };
	}

	override async messageRawPayload(id: string): Promise<payloads.Message> {
		return this.#world.messagePayload(id);
	}

	override async messageFile(id: string): Promise<FileBoxInterface> {
		const { name, bytes } = await this.#world.fetchFile(id);
		return FileBox.fromBase64(Buffer.from(bytes).toString("base64"), name);
	}

	override messageImage(id: string): Promise<FileBoxInterface> {
		return this.messageFile(id);
	}

	override messageSendText(chat: string, text: string, mentions: string[] = []): Sent {
		return this.#world.post(this, chat, { text, mentions, file: null }) as Promise<unknown> as Sent;
	}

	override async messageSendFile(chat: string, box: FileBoxInterface): Sent {
		const file = { name: box.name, bytes: new Uint8Array(await box.toBuffer()) };
		return this.#world.post(this, chat, { text: "", mentions: [], file }) as Promise<unknown> as Sent;
	}

	override async friendshipRawPayload(id: string): Promise<payloads.Friendship> {
		return this.#world.friendshipPayload(id);
	}

	override async friendshipAccept(id: string): Promise<void> {
		this.#world.acceptFriend(id);
	}

	/** Shows a code to scan. */
	showCode(qrcode: string): void {
		this.emit("scan", { qrcode, status: types.ScanStatus.Waiting });
	}
}
