import { createHash } from "node:crypto";
import { addMs } from "../../../domain/period.ts";
import type { RoomChat, RoomDirectory } from "../../../ports/room.ts";
import { SESSION_MS } from "../limits.ts";
import type { RoomContext } from "./context.ts";
import { badRequest, forbidden, HttpError, notFound } from "./http-error.ts";
import type { Call } from "./router.ts";

/** Name of the session cookie. */
export const SESSION_COOKIE = "yixian_session";

/** Who is calling. In the demo a reader who names nobody (account null) looks on and sees every chat. */
export interface Visitor {
	readonly account: string | null;
	/** Hash of the session's token; null in the demo. */
	readonly session: string | null;
}

/** What is stored of a session's token. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The session token a call carries, or null. */
export const sessionToken = (call: Call): string | null => {
	for (const pair of (call.request.headers.cookie ?? "").split(";")) {
		const [name, value] = pair.trim().split("=");
		if (name === SESSION_COOKIE && value) return value;
	}
	return null;
};

const sessionVisitor = async (context: RoomContext, call: Call): Promise<{ account: string; session: string }> => {
	const token = sessionToken(call);
	const session = token === null ? null : hashToken(token);
	const account = session === null ? null : await context.store.sessionAccount(session, addMs(context.clock.now(), -SESSION_MS));
	if (session === null || account === null) throw new HttpError(401, "no_session", "open a session with a binding code first");
	return { account, session };
};

const knownPerson = (context: RoomContext, id: string): string => {
	if (!context.directory.demoOptions().people.some((person) => person.id === id)) throw notFound("unknown_person", "nobody has this id");
	return id;
};

/** Who is calling; `as` is the person the call claims to be. Throws 401 without a session, 404 for an unknown person, 403 for another's name. */
export const visitorOf = async (context: RoomContext, call: Call, as: string | null): Promise<Visitor> => {
	if (context.mode === "demo") return { account: as ? knownPerson(context, as) : null, session: null };
	const visitor = await sessionVisitor(context, call);
	if (as && as !== visitor.account) throw forbidden("not_you", "a session acts for its own person only");
	return visitor;
};

/** As visitorOf, for calls that say or press something: the demo, too, must be told who does. */
export const actorOf = async (context: RoomContext, call: Call, as: string | null): Promise<Visitor & { readonly account: string }> => {
	const { account, session } = await visitorOf(context, call, as);
	if (account === null) throw badRequest("as_missing", "say who you are in `as`");
	return { account, session };
};

/** The person behind a session. Throws 401 when its account is bound to nobody any more. */
export const personOf = async (context: RoomContext, { account }: Visitor): Promise<BoundVisitor> => {
	const options = account === null ? null : await context.directory.optionsOf(account);
	if (options === null) throw new HttpError(401, "no_session", "this account is not bound any more");
	return options;
};
type BoundVisitor = NonNullable<Awaited<ReturnType<RoomDirectory["optionsOf"]>>>;

/** The chats a visitor takes part in. Throws 401 when the account is bound to nobody any more. */
export const chatsOf = async (context: RoomContext, visitor: Visitor): Promise<readonly RoomChat[]> => {
	if (context.mode === "real") return (await personOf(context, visitor)).chats;
	const { account } = visitor;
	const { chats } = context.directory.demoOptions();
	return account === null ? chats : chats.filter((chat) => chat.members.includes(account));
};

/** The chat a visitor wants to enter. Throws 404 for an unknown chat (demo), 403 for one they take no part in. */
export const enterChat = async (context: RoomContext, visitor: Visitor, id: string): Promise<RoomChat> => {
	const found = (await chatsOf(context, visitor)).find((chat) => chat.id === id);
	if (found) return found;
	if (context.mode === "demo" && !context.directory.demoOptions().chats.some((chat) => chat.id === id))
		throw notFound("unknown_chat", "there is no such chat");
	throw forbidden("not_a_member", "only members of a chat may enter it");
};

/** Whether a visitor sees a chat, for event streams; null when they see all. */
export const sightOf = (context: RoomContext, { account }: Visitor): ((chat: string) => Promise<boolean>) | null =>
	account === null ? null : (chat) => context.directory.mayEnter(account, chat);
