
// Narrows the report down to what the form says, and keeps that in the address: report.html#severity=error&rule=ML2001&file=shop
(() => {
  "use strict";
  const get = id => document.getElementById(id);
  const levels = ["error", "warning", "info"];
  const form = get("filter");
  const rule = get("rule");
  const file = get("file");
  const links = document.querySelectorAll("nav li");
  const files = Array.from(document.querySelectorAll("section.file"), (section, i) => ({
    section,
    link: links[i],
    path: section.dataset.path.toLowerCase(),
    findings: Array.from(section.querySelectorAll("article")),
  }));
  const total = files.reduce((sum, entry) => sum + entry.findings.length, 0);
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  function apply() {
    const wanted = new Set(levels.filter(level => get(level).checked));
    const name = file.value.trim().toLowerCase();
    let shown = 0;
    let shownFiles = 0;
    for (const entry of files) {
      const isWanted = entry.path.includes(name);
      let found = 0;
      for (const finding of entry.findings) {
        const matches = isWanted && wanted.has(finding.className) && (rule.value === "" || finding.dataset.rule === rule.value);
        finding.hidden = !matches;
        if (matches) found++;
      }
      entry.section.hidden = entry.link.hidden = found === 0;
      shown += found;
      if (found > 0) shownFiles++;
    }
    get("reset").hidden = shown === total;
    get("shown").textContent = shown === 0
      ? `No finding of ${total} matches`
      : shown === total
        ? `${count(total, "finding")} in ${count(files.length, "file")}`
        : `${shown} of ${count(total, "finding")} in ${shownFiles} of ${count(files.length, "file")}`;
  }

  function reset() {
    for (const level of levels) get(level).checked = true;
    rule.value = "";
    file.value = "";
  }

  function readAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    reset();
    if (wanted.has("severity")) {
      const names = wanted.get("severity").toLowerCase().split(",");
      for (const level of levels) get(level).checked = names.includes(level);
    }
    if (wanted.get("rule")) {
      const text = wanted.get("rule");
      const known = Array.from(rule.options).find(option => option.value.toLowerCase() === text.toLowerCase() || option.text.split(" ")[1] === text);
      if (!known) rule.add(new Option(`${text} (0)`, text));
      rule.value = known ? known.value : text;
    }
    file.value = wanted.get("file") || "";
  }

  function writeAddress() {
    const parts = [];
    const checked = levels.filter(level => get(level).checked);
    if (checked.length < levels.length) parts.push(`severity=${checked.join(",")}`);
    if (rule.value) parts.push(`rule=${encodeURIComponent(rule.value)}`);
    if (file.value.trim()) parts.push(`file=${encodeURIComponent(file.value.trim())}`);
    try {
      history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.href.split("#")[0]);
    } catch {
      // A page in a sandbox has no address of its own; the filters work all the same.
    }
  }

  // An address with = is a filter, any other one leads to a place, which has to be visible.
  function followAddress() {
    const isFilter = location.hash.includes("=");
    if (isFilter) readAddress();
    apply();
    const target = isFilter ? null : get(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      reset();
      apply();
    }
    const folded = target.closest("details");
    if (folded) folded.open = true;
    (folded || target).scrollIntoView();
  }

  form.addEventListener("input", () => {
    apply();
    writeAddress();
  });
  form.addEventListener("submit", event => event.preventDefault());
  get("reset").addEventListener("click", () => {
    reset();
    apply();
    writeAddress();
    file.focus();
  });
  addEventListener("hashchange", followAddress);
  form.hidden = false;
  followAddress();
})();
