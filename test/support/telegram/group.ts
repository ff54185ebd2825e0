import type { FakeBot } from "./bot.ts";
import type { FakeChat, Membership, Status } from "./chat.ts";
import type { Fields, UserJson } from "./json.ts";
import type { Person } from "./person.ts";
import type { World } from "./world.ts";

type Member = Person | FakeBot;

/** A group and what its people do to it. */
export class Group {
	readonly #world: World;
	readonly chat: FakeChat;

	constructor(world: World, chat: FakeChat) {
		this.#world = world;
		this.chat = chat;
	}

	get id(): number {
		return this.chat.id;
	}

	/** Has long been a member: nothing is delivered. Whoever is there already stays what they are. */
	seat(member: Member): void {
		const { user } = member;
		if (!this.chat.isMember(user.id)) this.chat.members.set(user.id, { user, status: "member", anonymous: false });
	}

	add(member: Member, by: Person): void {
		this.#change(member, "member", by);
		this.#service(by.user, { new_chat_members: [member.user] });
	}

	remove(member: Member, by: Person): void {
		this.#service(by.user, { left_chat_member: member.user });
		this.#change(member, "kicked", by);
	}

	leave(person: Person): void {
		this.#service(person.user, { left_chat_member: person.user });
		this.#change(person, "left", person);
	}

	promote(member: Member, by: Person, { anonymous = false }: { readonly anonymous?: boolean } = {}): void {
		this.#change(member, this.chat.statusOf(member.user.id) === "creator" ? "creator" : "administrator", by, anonymous);
	}

	demote(member: Member, by: Person): void {
		this.#change(member, "member", by);
	}

	rename(title: string, by: Person): void {
		this.chat.title = title;
		this.#service(by.user, { new_chat_title: title });
	}

	/** The group is deleted; bots hear that they are in it no more. */
	end(by: Person): void {
		for (const bot of this.#world.bots) if (this.chat.isMember(bot.user.id)) this.#change(bot, "left", by);
		this.chat.ended = true;
	}

	/** Becomes a supergroup of another id: service messages on both sides, the old id answers migrate_to_chat_id. */
	upgrade(by: Person): Group {
		const owner = [...this.chat.members.values()].find((member) => member.status === "creator");
		const next = this.#world.group({ title: this.chat.title, owner: (owner && this.#world.personOf(owner.user.id)) ?? by });
		for (const [id, member] of this.chat.members) next.chat.members.set(id, member);
		this.#service(by.user, { migrate_to_chat_id: next.id });
		this.chat.movedTo = next.chat;
		next.#service(by.user, { migrate_from_chat_id: this.chat.id });
		return next;
	}

	/** Only some may write: what a bot sends is refused for want of rights. */
	restrict(bot: FakeBot, by: Person): void {
		this.#change(bot, "restricted", by);
	}

	#change(member: Member, status: Status, by: Person, anonymous = false): void {
		const { user } = member;
		const before: Membership = this.chat.members.get(user.id) ?? { user, status: "left", anonymous: false };
		const after: Membership = { user, status, anonymous };
		this.chat.members.set(user.id, after);
		const bot = this.#world.bots.find((one) => one.user.id === user.id);
		const change = {
			chat: this.chat.json(),
			from: by.user,
			date: this.#world.date,
			old_chat_member: memberJson(before),
			new_chat_member: memberJson(after),
		};
		if (bot) bot.updates.push("my_chat_member", change);
		for (const other of this.#world.bots) if (other !== bot && this.chat.isAdmin(other.user.id)) other.updates.push("chat_member", change);
	}

	#service(from: UserJson, content: Fields): void {
		const post = this.chat.add({ bot: null, from, date: this.#world.date, content });
		this.#world.deliver(post, "message");
	}
}

/** The Bot API's ChatMember, as far as it is told. */
export const memberJson = ({ user, status, anonymous }: Membership): Fields => ({
	user,
	status,
	...(status === "administrator" ? { can_be_edited: false, is_anonymous: anonymous, can_manage_chat: true } : {}),
	...(status === "creator" ? { is_anonymous: anonymous } : {}),
	...(status === "restricted" ? { is_member: true, can_send_messages: false } : {}),
	...(status === "kicked" ? { until_date: 0 } : {}),
});
