// A browser as small as the script of the HTML report needs it: node page.js report.html '#fragment' [step…] prints what is shown after it.
// A step is id=value (typed or chosen), id (clicked), or #fragment (a link followed).
"use strict";
const fs = require("fs");
const vm = require("vm");
const [path, fragment, ...steps] = process.argv.slice(2);
const decode = text => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");

class Element {
  constructor(name, attributes, parent) {
    Object.assign(this, { name, attributes, parent, children: [], own: "", listeners: {}, checked: "checked" in attributes, open: "open" in attributes });
    this.value = attributes.value ?? "";
  }
  get className() { return this.attributes.class ?? ""; }
  get hidden() { return "hidden" in this.attributes; }
  set hidden(value) { if (value) this.attributes.hidden = ""; else delete this.attributes.hidden; }
  get dataset() { return { path: this.attributes["data-path"], rule: this.attributes["data-rule"] }; }
  get textContent() { return this.own + this.children.map(child => child.textContent).join(""); }
  set textContent(text) { this.own = text; this.children = []; }
  get text() { return this.textContent; }
  get options() { return this.all(element => element.name === "option"); }
  add(option) { this.children.push(option); }
  all(test) { return this.children.flatMap(child => [...(test(child) ? [child] : []), ...child.all(test)]); }
  querySelectorAll(selector) {
    const [, within, name, kind] = /^(?:(\w+) )?(\w+)(?:\.(\w+))?$/.exec(selector);
    return this.all(element => element.name === name && (!kind || element.className === kind) && (!within || element.closest(within)));
  }
  closest(selector) {
    const isIt = selector === "[hidden]" ? this.hidden : this.name === selector;
    return isIt ? this : this.parent?.closest(selector) ?? null;
  }
  addEventListener(name, action) { this.listeners[name] = action; }
  fire(name) { for (let at = this; at; at = at.parent) at.listeners[name]?.({ preventDefault() {} }); }
  scrollIntoView() { state.scrolled = this.name === "details" ? this.all(element => element.attributes.id)[0].attributes.id : this.attributes.id; }
  focus() { state.focused = this.attributes.id; }
}

const state = { scrolled: null, focused: null };
const page = fs.readFileSync(path, "utf8");
const script = /<script>([\s\S]*?)<\/script>/.exec(page)[1];
const root = new Element("document", {}, null);
let at = root;
for (const [, end, name, list, text] of page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "").matchAll(/<(\/?)([a-z0-9]+)((?: [a-z-]+(?:="[^"]*")?)*)>([^<]*)/g)) {
  if (end) {
    at = at.parent;
  } else {
    const attributes = Object.fromEntries([...list.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key, decode(value ?? "")]));
    const element = new Element(name, attributes, at);
    at.children.push(element);
    if (!["meta", "input", "wbr"].includes(name)) at = element;
  }
  at.children.push(Object.assign(new Element("text", {}, at), { own: decode(text) }));
}

const byId = new Map(root.all(element => element.attributes.id).map(element => [element.attributes.id, element]));
const location = { hash: fragment, get href() { return `file:///report.html${this.hash}`; } };
const listeners = {};
vm.runInNewContext(script, {
  document: { getElementById: id => byId.get(id) ?? null, querySelectorAll: selector => root.querySelectorAll(selector) },
  history: { replaceState: (_, __, address) => { location.hash = address.includes("#") ? address.slice(address.indexOf("#")) : ""; } },
  addEventListener: (name, action) => { listeners[name] = action; },
  Option: function (text, value) { return Object.assign(new Element("option", { value }, null), { own: text }); },
  location, URLSearchParams, decodeURIComponent, encodeURIComponent, Array, Set,
});
for (const step of steps) {
  const [id, ...value] = step.split("=");
  if (step.startsWith("#")) {
    location.hash = step;
    listeners.hashchange();
  } else if (value.length) {
    byId.get(id).value = value.join("=");
    byId.get(id).fire("input");
  } else if (byId.get(id).name === "button") {
    byId.get(id).fire("click");
  } else {
    byId.get(id).checked = !byId.get(id).checked;
    byId.get(id).fire("input");
  }
}

console.log(JSON.stringify({
  status: byId.get("shown").textContent,
  shown: root.querySelectorAll("article").filter(article => !article.closest("[hidden]")).map(article => article.attributes.id),
  files: root.querySelectorAll("nav li").filter(item => !item.hidden).map(item => item.children.find(child => child.name === "a").textContent),
  hasFilter: !byId.get("filter").hidden,
  opened: root.querySelectorAll("details").filter(item => item.open).map(item => item.all(element => element.attributes.id)[0].attributes.id),
  address: location.hash,
  ...state,
}));
