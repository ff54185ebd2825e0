import { addDays, addMs, dateOf, type Instant, instantAt } from "../../domain/period.ts";
import type { NewMessage } from "../../ports/store.ts";
import { vary } from "../../workbook/demo/demo-variation.ts";

/** One principal in so many lets a report lie. */
const LETS_LIE = 12;
/** They look at it after 20 minutes to five hours, by day. */
const LOOKS_AFTER = { least: 20, spread: 280 };
const DAY_FROM = "08:30";
const DAY_UNTIL = "19:30";

/** When somebody whose approval is asked for gives it, and by which button; null where the message asks for none, or they let it lie. */
export const approvalAfter = (
	seed: string,
	{ view, chat }: NewMessage,
	at: Instant,
): { readonly at: Instant; readonly button: number } | null => {
	if (view.key !== "review-asked") return null;
	const button = view.buttons.findIndex(({ action }) => action.do === "review" && action.what === "approve");
	const key = `${seed} review ${chat.id} ${view.report.number}`;
	if (button === -1 || vary(key, LETS_LIE) === 0) return null;
	const looked = addMs(at, (LOOKS_AFTER.least + vary(`${key} minute`, LOOKS_AFTER.spread)) * 60_000);
	const day = dateOf(looked);
	if (looked < instantAt(day, DAY_FROM)) return { at: instantAt(day, DAY_FROM), button };
	return { at: looked <= instantAt(day, DAY_UNTIL) ? looked : instantAt(addDays(day, 1), DAY_FROM), button };
};
