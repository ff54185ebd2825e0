import type { Outbox } from "../../src/app/dispatch/record-landing.ts";
import { epochMsOf, type Instant } from "../../src/domain/period.ts";
import type { NewMessage, QueuedMessage } from "../../src/ports/store.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A queued message and what became of it. */
export interface OutboxLine {
	readonly message: Mutable<QueuedMessage>;
	status: "queued" | "sent" | "parked";
	nextAt: number;
}

const RANKS: readonly NewMessage["priority"][] = ["answer", "reminder", "broadcast"];
const rankOf = ({ message }: OutboxLine): number => RANKS.indexOf(message.priority);

/** A chat's oldest message, its most urgent rank, and how many wait there. */
interface Head {
	readonly head: OutboxLine;
	rank: number;
	waiting: number;
}
const flooded = ({ rank, waiting }: Head): number => Number(rank === 0 && waiting > 5);
/** Answers by age, private chats and groups in turn; of the rest the longest queue first. */
const placesOf = (heads: readonly Head[]): Map<Head, number> => {
	const seen = new Map<string, number>();
	return new Map(
		heads.map((head) => {
			if (head.rank > 0) return [head, -head.waiting];
			const kind = `${flooded(head)} ${head.head.message.chat.kind}`;
			seen.set(kind, (seen.get(kind) ?? 0) + 1);
			return [head, seen.get(kind) ?? 0];
		}),
	);
};

/** The outbox in memory: the promises of the store, fast enough for thousands of messages on a simulated clock. `writes` counts transactions. */
export const memoryOutbox = (): Outbox & { readonly lines: OutboxLine[]; writes: number; enqueue(message: NewMessage): void } => {
	const lines: OutboxLine[] = [];
	const queued = (id: string): OutboxLine | undefined => lines.find(({ message, status }) => message.id === id && status === "queued");
	const heads = (channel: string, now: number, answersOnly: boolean): Head[] => {
		const byChat = new Map<string, Head>();
		for (const line of lines) {
			const { expiresAt, chat } = line.message;
			if (line.status !== "queued" || (expiresAt !== null && epochMsOf(expiresAt) < now)) continue;
			if (chat.channel !== channel || (answersOnly && rankOf(line) > 0)) continue;
			const known = byChat.get(chat.id);
			if (known) {
				known.rank = Math.min(known.rank, rankOf(line));
				known.waiting += 1;
			} else byChat.set(chat.id, { head: line, rank: rankOf(line), waiting: 1 });
		}
		return [...byChat.values()];
	};
	const outbox = {
		lines,
		writes: 0,
		enqueue: (message: NewMessage) => {
			lines.push({ message: { ...message, position: lines.length + 1, attempts: 0, partsSent: 0 }, status: "queued", nextAt: 0 });
		},
		dueMessages: async (
			channel: string,
			_account: string,
			now: Instant,
			limit: number,
			except: readonly string[] = [],
			answersOnly = false,
		) => {
			const at = epochMsOf(now);
			const may = heads(channel, at, answersOnly).filter(({ head }) => head.nextAt <= at && !except.includes(head.message.chat.id));
			const places = placesOf(may);
			const placeOf = (head: Head): number => places.get(head) ?? 0;
			return may
				.sort(
					(a, b) =>
						a.rank - b.rank || flooded(a) - flooded(b) || placeOf(a) - placeOf(b) || a.head.message.position - b.head.message.position,
				)
				.slice(0, limit)
				.map(({ head, waiting }) => ({ ...head.message, behind: waiting - 1 }));
		},
		markSent: async (ids: readonly string[]) => {
			outbox.writes += 1;
			for (const id of ids) {
				const line = queued(id);
				if (line) line.status = "sent";
			}
		},
		notePartsSent: async (id: string, parts: number) => {
			outbox.writes += 1;
			const line = queued(id);
			if (line) line.message.partsSent = parts;
		},
		postpone: async (id: string, at: Instant, _reason: string, counts: boolean) => {
			outbox.writes += 1;
			const line = queued(id);
			if (!line) return;
			line.nextAt = epochMsOf(at);
			if (counts) line.message.attempts += 1;
		},
		park: async (id: string) => {
			outbox.writes += 1;
			const line = queued(id);
			if (line) line.status = "parked";
		},
		commit: async (effects: Parameters<Outbox["commit"]>[0]) => {
			outbox.writes += 1;
			for (const effect of effects) {
				if (effect.do !== "park-chat" && effect.do !== "move-chat" && effect.do !== "redirect-messages")
					throw new Error(`the outbox knows no ${effect.do}`);
				const { channel, id } = effect.do === "park-chat" ? effect.chat : effect.from;
				const there = ({ chat }: QueuedMessage): boolean => chat.id === id && chat.channel === channel;
				for (const line of lines.filter(({ message, status }) => status === "queued" && there(message))) {
					if (effect.do === "park-chat") line.status = "parked";
					else if (effect.do === "move-chat") line.message.chat = { ...line.message.chat, id: effect.toId };
					else Object.assign(line.message, { chat: effect.to, answers: null, card: null, attempts: 0, partsSent: 0 });
				}
			}
		},
	};
	return outbox;
};
