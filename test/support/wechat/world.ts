import { log, type payloads, types, type Wechaty, WechatyBuilder } from "wechaty";
import type { SentFile } from "../stage.ts";
import { Group } from "./group.ts";
import { MendedPuppet } from "./mended-puppet.ts";
import { type Account, Person } from "./person.ts";
import { type Chat, kindOfFile, type Post, payloadOf } from "./post.ts";

/** What a puppet was asked to do. */
type Doing = "send" | "look-up" | "fetch-file";

/** What stands in a puppet's way: it rejects with the error, or waits. */
type Fault = Error | Promise<void>;

/** One WeChat: its people, groups and the account the bot uses. It goes on while the program is stopped; who says something then is not heard. */
export class WechatWorld {
	readonly nowMs: () => number;
	readonly self: Account = { id: "wxid_yixian", name: "一线通" };
	readonly people: Person[] = [];
	readonly groups: Group[] = [];
	/** Every message, oldest first. */
	readonly posts: Post[] = [];
	/** False: a puppet that leaves it to Wechaty to find names with @ in the words. */
	tellsMentions = true;
	/** False: a puppet that never tells that it is ready. */
	tellsReady = true;
	readonly #friendships = new Map<string, { readonly person: Person; readonly hello: string; accepted: boolean }>();
	readonly #faults = new Map<Doing, Fault>();
	#listeners: ((post: Post) => void)[] = [];
	#puppet: MendedPuppet | null = null;
	#signedIn = true;
	#count = 0;

	constructor({ nowMs }: { nowMs: () => number }) {
		this.nowMs = nowMs;
	}

	/** A fresh Wechaty on a fresh puppet, not started. */
	async bot(): Promise<Wechaty> {
		log.level("silent");
		return WechatyBuilder.build({ puppet: new MendedPuppet(this) });
	}

	person(name: string, id = `wxid_person${this.people.length + 1}`): Person {
		const person = new Person(this, id, name);
		this.people.push(person);
		return person;
	}

	/** A group the bot is in. */
	group(title: string, members: readonly Person[], id = `${20_000_000_001 + this.groups.length}@chatroom`): Group {
		const group = new Group(this, { id, title, members: [this.self, ...members] });
		this.groups.push(group);
		return group;
	}

	/** The bot's messages of a chat, oldest first. */
	shown(chat: Chat): Post[] {
		return this.posts.filter((post) => post.chat === chat && post.from === this.self);
	}

	/** Calls back at whatever the bot shows. */
	onSight(listener: (post: Post) => void): void {
		this.#listeners.push(listener);
	}

	/** Whether anybody hears what is said: a started puppet that is logged in. */
	get hears(): boolean {
		return this.#puppet?.isLoggedIn === true;
	}

	/** Whether a puppet that starts is logged in without a code. */
	get signsIn(): boolean {
		return this.#signedIn;
	}

	/** From now on the puppet rejects when it is asked to do this, or waits; null ends it. */
	break(doing: Doing, fault: Fault | null): void {
		if (fault) this.#faults.set(doing, fault);
		else this.#faults.delete(doing);
	}

	/** The code somebody has to scan. */
	scan(code = "https://login.weixin.qq.com/l/AAAA"): void {
		this.#signedIn = false;
		this.#puppet?.showCode(code);
	}

	/** Somebody scanned the code. Under the web protocol every id is a new one then. */
	login(ids: "same ids" | "new ids" = "same ids"): void {
		if (ids === "new ids") this.#renew();
		this.#signedIn = true;
		if (this.#puppet) this.#signIn(this.#puppet);
	}

	async logout(reason = "logged out on the telephone"): Promise<void> {
		this.#signedIn = false;
		await this.#puppet?.logout(reason);
	}

	/** An error of the puppet's own. */
	fail(error: Error): void {
		this.#puppet?.emit("error", error);
	}

	/** Delivers a message once more. */
	deliverAgain(id: string): void {
		this.#puppet?.emit("message", { messageId: id });
	}

	/** The power goes: whoever listened is gone without a word. */
	cut(): void {
		this.#puppet?.removeAllListeners();
		this.#puppet = null;
	}

	/** Tells what happened to a group, where the bot is in it. */
	tell(event: "room-join", payload: { roomId: string; inviteeIdList: string[]; inviterId: string; timestamp: number }): void;
	tell(event: "room-leave", payload: { roomId: string; removeeIdList: string[]; removerId: string; timestamp: number }): void;
	tell(event: "room-topic", payload: { roomId: string; newTopic: string; oldTopic: string; changerId: string; timestamp: number }): void;
	tell(event: "room-join" | "room-leave" | "room-topic", payload: { roomId: string }): void {
		const isMember = this.groups.find(({ id }) => id === payload.roomId)?.members.has(this.self) === true;
		if (this.hears && isMember) this.#puppet?.emit(event as "room-topic", payload as never);
	}

	askForFriendship(person: Person, hello: string): string {
		const id = this.#next("friendship");
		this.#friendships.set(id, { person, hello, accepted: false });
		if (this.hears) this.#puppet?.emit("friendship", { friendshipId: id });
		return id;
	}

	/** Whether a request was accepted. */
	isFriend(request: string): boolean {
		return this.#friendships.get(request)?.accepted === true;
	}

	acceptFriend(request: string): void {
		const found = this.#friendships.get(request);
		if (found) found.accepted = true;
	}

	friendshipPayload(id: string): payloads.Friendship {
		const found = this.#friendships.get(id);
		if (!found) throw new Error("no such friendship");
		const { person, hello } = found;
		return { id, contactId: person.id, hello, timestamp: Math.floor(this.nowMs() / 1000), type: types.Friendship.Receive, ticket: id };
	}

	connected(puppet: MendedPuppet): void {
		this.#puppet = puppet;
		if (this.#signedIn) this.#signIn(puppet);
		else this.scan();
	}

	disconnected(puppet: MendedPuppet): void {
		if (this.#puppet === puppet) this.#puppet = null;
	}

	/** A person's message; the bot hears it when it is there. */
	deliver(post: Omit<Post, "id" | "atMs">): Post {
		const kept = this.#keep(post);
		const isThere = !("members" in kept.chat) || kept.chat.members.has(this.self);
		if (this.hears && isThere) this.#puppet?.emit("message", { messageId: kept.id });
		return kept;
	}

	/** The bot's own message; WeChat tells it of that, too. */
	async post(puppet: MendedPuppet, chatId: string, { text, mentions, file }: Pick<Post, "text" | "mentions" | "file">): Promise<string> {
		await this.#meet("send");
		if (puppet !== this.#puppet || !puppet.isLoggedIn) throw new Error("not logged in");
		const chat = [...this.people, ...this.groups].find(({ id }) => id === chatId);
		if (!chat || ("members" in chat && !chat.members.has(this.self))) throw new Error("no such chat");
		const type = file ? kindOfFile(file.name) : types.Message.Text;
		const kept = this.#keep({ chat, from: this.self, type, text, mentions, file });
		for (const listener of this.#listeners) listener(kept);
		setImmediate(() => this.deliverAgain(kept.id));
		return kept.id;
	}

	async contactPayload(id: string): Promise<payloads.Contact> {
		await this.#meet("look-up");
		const account = [this.self, ...this.people].find((one) => one.id === id);
		if (!account) throw new Error("no such contact");
		const { Unknown: gender } = types.ContactGender;
		return { id, name: account.name, gender, type: types.Contact.Individual, avatar: "", phone: [], friend: account !== this.self };
	}

	async roomPayload(id: string): Promise<payloads.Room> {
		await this.#meet("look-up");
		const group = this.groups.find((one) => one.id === id);
		if (!group) throw new Error("no such room");
		return { id, topic: group.title, memberIdList: [...group.members].map((member) => member.id), adminIdList: [] };
	}

	async messagePayload(id: string): Promise<payloads.Message> {
		await this.#meet("look-up");
		return payloadOf(this.#postOf(id), this.self, this.tellsMentions);
	}

	async fetchFile(id: string): Promise<SentFile> {
		await this.#meet("fetch-file");
		const { file } = this.#postOf(id);
		if (!file) throw new Error("not a file");
		return file;
	}

	/** Lets go of what was said: a long run must not fill the memory. */
	forget(): void {
		this.posts.length = 0;
	}

	#signIn(puppet: MendedPuppet): void {
		puppet.login(this.self.id);
		if (this.tellsReady) setImmediate(() => puppet.emit("ready", { data: "" }));
	}

	#renew(): void {
		for (const account of [this.self, ...this.people]) account.id = `@${this.#next("contact")}`;
		for (const group of this.groups) group.id = `@@${this.#next("room")}`;
	}

	#keep(post: Omit<Post, "id" | "atMs">): Post {
		const kept = { ...post, id: this.#next("message"), atMs: this.nowMs() };
		this.posts.push(kept);
		return kept;
	}

	#postOf(id: string): Post {
		const post = this.posts.find((one) => one.id === id);
		if (!post) throw new Error("no such message");
		return post;
	}

	async #meet(doing: Doing): Promise<void> {
		const fault = this.#faults.get(doing);
		if (fault instanceof Error) throw fault;
		await fault;
	}

	#next(what: string): string {
		this.#count += 1;
		return `${what}${String(this.#count).padStart(6, "0")}`;
	}
}
