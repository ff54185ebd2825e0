import { el, icon } from "./dom.js";
import { t } from "./texts.js";

/** Shows a picture over the whole page; Escape, a click or the button closes it. */
export const openLightbox = (url, name) => {
	const dialog = el(
		"dialog",
		{ class: "lightbox", "aria-label": name, onclick: () => dialog.close() },
		el("img", { src: url, alt: name }),
		el("button", { class: "round", type: "button", "aria-label": t.close }, icon("close")),
	);
	dialog.addEventListener("close", () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
};
