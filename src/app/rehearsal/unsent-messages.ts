import type { Instant } from "../../domain/period.ts";
import type { Store } from "../../ports/store.ts";
import type { BurdenMessage } from "../burden/burden-totals.ts";

const AT_ONCE = 2000;

/** What became of the messages written between two instants that never went out, one for each; those that still wait are left out. */
export const unsentMessages = async (
	store: Pick<Store, "positionsBetween" | "messagesWritten">,
	from: Instant,
	until: Instant,
): Promise<BurdenMessage["became"][]> => {
	const unsent: BurdenMessage["became"][] = [];
	let span = await store.positionsBetween("outbox", from, until);
	while (span.after < span.through) {
		const rows = await store.messagesWritten(span, AT_ONCE);
		for (const { state, reason } of rows)
			if (state === "parked") unsent.push(reason === "expired" || reason === "reported" ? reason : "lost");
		span = { ...span, after: rows.length < AT_ONCE ? span.through : (rows.at(-1)?.position ?? span.through) };
	}
	return unsent;
};
