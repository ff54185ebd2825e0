const SVG = "http://www.w3.org/2000/svg";

/** Makes an element: attributes (class, on… handlers, anything else), then children; texts become text nodes, null is left out. */
export const el = (tag, attributes = {}, ...children) => {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === undefined || value === false) continue;
		if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
		else if (name === "value") node.value = value;
		else node.setAttribute(name, value === true ? "" : value);
	}
	node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
	return node;
};

const PATHS = {
	back: "M15 5l-7 7 7 7",
	send: "M5 12h13M12 5l7 7-7 7",
	plus: "M12 5v14M5 12h14",
	at: "M16 12a4 4 0 1 0-1.2 2.8M16 8v5.5a2.2 2.2 0 0 0 4.4 0V12a8.4 8.4 0 1 0-3.3 6.7",
	search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4",
	clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.2 2",
	close: "M6 6l12 12M18 6L6 18",
	chat: "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-5 4v-4.1a2.5 2.5 0 0 1-2-2.4z",
	people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6M18 14a6.3 6.3 0 0 1 3.5 6",
	swap: "M4 8h14l-4-4M20 16H6l4 4",
	down: "M6 9l6 6 6-6",
	check: "M5 12.5l4.5 4.5L19 7.5",
	alert: "M12 7v6M12 16.5v.5",
	download: "M12 4v11M7 11l5 5 5-5M5 20h14",
	leave: "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 16l-4-4 4-4M6 12h10",
};

/** A line drawing by name. It says nothing to a screen reader: its button carries the words. */
export const icon = (name) => {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("class", "icon");
	svg.setAttribute("aria-hidden", "true");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", PATHS[name]);
	svg.append(path);
	return svg;
};

/** Shows a short notice at the foot of the page for a few seconds. */
export const toast = (text) => {
	const note = el("div", { class: "toast", role: "status" }, text);
	document.body.append(note);
	setTimeout(() => note.remove(), 3500);
};

/** Puts the wanted nodes into a container in order and takes all others out, moving as little as it can. */
export const sync = (container, wanted) => {
	const keep = new Set(wanted);
	for (const child of [...container.children]) if (!keep.has(child)) child.remove();
	wanted.forEach((node, index) => {
		if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
	});
};
