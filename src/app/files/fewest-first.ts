import { accountKey } from "../../ports/chat.ts";
import type { Bundle } from "./bundle.ts";

const senderOf = ({ first }: Bundle): string => (first ? accountKey(first.inbound.sender) : "");

/** Bundles of senders who wait for the fewest files first, each sender's in their order: nobody who sends one waits behind somebody's fifty. */
export const fewestFirst = (bundles: readonly Bundle[]): readonly Bundle[] => {
	const waiting = new Map<string, number>();
	for (const bundle of bundles) waiting.set(senderOf(bundle), (waiting.get(senderOf(bundle)) ?? 0) + bundle.missing);
	return waiting.size < 2 ? bundles : bundles.toSorted((a, b) => (waiting.get(senderOf(a)) ?? 0) - (waiting.get(senderOf(b)) ?? 0));
};
