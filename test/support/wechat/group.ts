import type { Account, Person } from "./person.ts";
import type { WechatWorld } from "./world.ts";

/** A group and what its people do to it. */
export class Group {
	readonly #world: WechatWorld;
	readonly members: Set<Account>;
	id: string;
	title: string;

	constructor(world: WechatWorld, { id, title, members }: { id: string; title: string; members: readonly Account[] }) {
		this.#world = world;
		this.id = id;
		this.title = title;
		this.members = new Set(members);
	}

	/** Has long been a member: nothing is told. */
	seat(member: Account): void {
		this.members.add(member);
	}

	add(member: Account, by: Person): void {
		this.members.add(member);
		this.#world.tell("room-join", { roomId: this.id, inviteeIdList: [member.id], inviterId: by.id, timestamp: this.#world.nowMs() });
	}

	remove(member: Account, by: Person): void {
		this.#world.tell("room-leave", { roomId: this.id, removeeIdList: [member.id], removerId: by.id, timestamp: this.#world.nowMs() });
		this.members.delete(member);
	}

	rename(title: string, by: Person): void {
		const oldTopic = this.title;
		this.title = title;
		this.#world.tell("room-topic", { roomId: this.id, newTopic: title, oldTopic, changerId: by.id, timestamp: this.#world.nowMs() });
	}
}
