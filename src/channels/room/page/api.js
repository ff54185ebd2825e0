/** A call that did not succeed; `code` is the room's own, "offline" when nobody answered. */
export class CallError extends Error {
	constructor(status, code, facts = {}) {
		super(code);
		this.status = status;
		this.code = code;
		this.facts = facts;
	}
}

const call = async (method, path, { json, form } = {}) => {
	let response;
	try {
		response = await fetch(path, {
			method,
			headers: json === undefined ? {} : { "content-type": "application/json" },
			body: json === undefined ? form : JSON.stringify(json),
			credentials: "same-origin",
		});
	} catch {
		throw new CallError(0, "offline");
	}
	const body = await response.json().catch(() => ({}));
	if (!response.ok) throw new CallError(response.status, body.error?.code ?? "other", body.error ?? {});
	return body;
};

const part = encodeURIComponent;
const query = (values) => {
	const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
	return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
};

export const getOptions = () => call("GET", "/api/me/options");

/** Messages of a chat: what follows `after`, or the newest when it is null. */
export const getMessages = async (chat, as, { after = null, limit = null } = {}) =>
	(await call("GET", `/api/chats/${part(chat)}/messages?${query({ as, after, limit })}`)).messages;

/** Says something; `key` makes a second try the same message. Returns the message id. */
export const postMessage = async (chat, as, { text, file, key }) => {
	const path = `/api/chats/${part(chat)}/messages`;
	if (!file) return (await call("POST", path, { json: { as, text, key } })).id;
	const form = new FormData();
	form.append("as", as);
	form.append("key", key);
	form.append("text", text);
	form.append("file", file, file.name);
	return (await call("POST", path, { form })).id;
};

export const pressButton = (chat, as, message, button) =>
	call("POST", `/api/chats/${part(chat)}/messages/${message}/press`, { json: { as, button } });
export const getClock = () => call("GET", "/api/clock");
export const moveClock = (to) => call("POST", "/api/clock", { json: { to } });
export const openSession = (code) => call("POST", "/api/session", { json: { code } });
export const getLogins = () => call("GET", "/api/logins");
export const closeSession = () => call("DELETE", "/api/session");

/** Where the stream of new messages is. */
export const eventsPath = (as, after) => `/api/events?${query({ as, after })}`;
