/** Sent messages remembered, to recognise a repeat. */
const REMEMBERED_SENT = 4096;

/** Outbox ids of what was sent lately; the oldest are forgotten. */
export interface SentMessages {
	has(id: string): boolean;
	add(id: string): void;
}

/** What one run of the program sent. */
export const createSentMessages = (): SentMessages => {
	const sent = new Set<string>();
	return {
		has: (id) => sent.has(id),
		add(id) {
			const [oldest] = sent;
			if (sent.size >= REMEMBERED_SENT && oldest !== undefined) sent.delete(oldest);
			sent.add(id);
		},
	};
};
