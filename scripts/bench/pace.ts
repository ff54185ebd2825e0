import { type BroadcastByHand, broadcastByHand, type SentByHand } from "../../test/support/broadcast-by-hand.ts";
import { quantile } from "./figures.ts";

const MINUTE_MS = 60_000;
const SEEDS = [1, 2, 3, 4, 5];

const mostInAMinute = ({ arrivals }: SentByHand): number =>
	Math.max(0, ...arrivals.map(({ at: from }) => arrivals.filter(({ at }) => at >= from && at < from + MINUTE_MS).length));

const closestChats = ({ arrivals }: SentByHand): number =>
	Math.min(
		...arrivals.slice(1).flatMap(({ at, message }, index) => {
			const before = arrivals[index];
			return before && before.message.chat.id !== message.chat.id ? [at - before.at] : [];
		}),
	);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const minutes = (ms: number): string => `${(ms / MINUTE_MS).toFixed(1)} min`;

/** How long a broadcast takes on a messenger that is written to by hand, and how long an answer waits meanwhile: on simulated time, the same every run. */
export const pace = async (): Promise<void> => {
	const cases: readonly Omit<BroadcastByHand, "seed">[] = [
		{ groups: 36, people: 0, reporters: 0, typingMs: 30_000, forMs: 15 * MINUTE_MS },
		{ groups: 36, people: 100, reporters: 0, typingMs: 30_000, forMs: 30 * MINUTE_MS },
		{ groups: 36, people: 100, reporters: 1, typingMs: 30_000, forMs: 15 * MINUTE_MS },
		{ groups: 36, people: 100, reporters: 5, typingMs: 30_000, forMs: 45 * MINUTE_MS },
		{ groups: 36, people: 100, reporters: 10, typingMs: 30_000, forMs: 60 * MINUTE_MS },
	];
	for (const given of cases) {
		const sent = await Promise.all(SEEDS.map((seed) => broadcastByHand({ ...given, seed })));
		const waits = sent.flatMap(({ waitsMs }) => waitsMs);
		const lasted = sent.flatMap(({ broadcastMs }) => (broadcastMs === null ? [] : [broadcastMs]));
		console.log(
			[
				`${given.groups} groups, ${given.people} people, ${given.reporters} reporting`,
				lasted.length < sent.length ? `broadcast not out after ${minutes(given.forMs)}` : `broadcast ${minutes(quantile(lasted, 0.5))}`,
				...(waits.length === 0
					? []
					: [
							`${waits.length} answers: p50 ${seconds(quantile(waits, 0.5))}, p99 ${seconds(quantile(waits, 0.99))}, most ${seconds(Math.max(...waits))}`,
						]),
				`most in a minute ${Math.max(...sent.map(mostInAMinute))}`,
				`two chats never closer than ${seconds(Math.min(...sent.map(closestChats)))}`,
				`refused ${sent.reduce((sum, { refused }) => sum + refused, 0)}`,
			].join("; "),
		);
	}
};
