// Functions that PageChecks evaluates on a page. Each lists what is wrong; an empty list is right.
// Contrast is that of WCAG 2.2, 1.4.3 (4.5 for texts) and 1.4.11 (3 for marks).
function parse(c) { return c.match(/[\d.]+/g).map(Number); }
function luminance(c) {
  const [r, g, b] = parse(c).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}
function ground() { return getComputedStyle(document.documentElement).backgroundColor; }
function contrasts() {
  const seen = new Set();
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || e.closest('title,desc,.skip')) continue;
    const style = getComputedStyle(e);
    const colour = e.namespaceURI.endsWith('svg') ? style.fill : style.color;
    const ratio = contrast(colour, ground());
    if (ratio < 4.5) seen.add(e.tagName + ' ' + colour + ' ' + ratio.toFixed(2));
  }
  return [...seen];
}
function inkContrasts() {
  const seen = new Set();
  const style = getComputedStyle(document.documentElement);
  for (const name of ['ink', 'muted', 'rule', 'first', 'second', 'third', 'fourth']) {
    const probe = document.createElement('i');
    probe.style.color = style.getPropertyValue('--' + name);
    document.body.append(probe);
    const ratio = contrast(getComputedStyle(probe).color, ground());
    probe.remove();
    if (ratio < 3) seen.add(name + ' ' + ratio.toFixed(2));
  }
  return [...seen];
}
function headings() {
  const found = [];
  let level = 0;
  for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const next = Number(h.tagName[1]);
    if (next > level + 1 || (next === 1 && level > 0)) found.push(h.tagName + ' ' + h.textContent);
    level = next;
  }
  return found;
}
function unnamed() {
  const found = [];
  for (const e of document.querySelectorAll('svg[role=img],figure,section')) {
    const id = e.getAttribute('aria-labelledby');
    const named = id && document.getElementById(id);
    if (!named || !named.textContent.trim()) found.push(e.tagName + ' without a name');
  }
  for (const e of document.querySelectorAll('svg[role=img]')) {
    const desc = document.getElementById(e.getAttribute('aria-describedby'));
    if (!desc || !desc.textContent.trim()) found.push('no description: ' + e.querySelector('title').textContent);
  }
  for (const e of document.querySelectorAll('svg')) {
    if (e.getAttribute('role') !== 'img' && e.getAttribute('aria-hidden') !== 'true'
        && !e.parentElement.closest('svg')) found.push('svg that is neither named nor hidden');
  }
  for (const e of document.querySelectorAll('table')) {
    if (!e.caption || !e.caption.textContent.trim()) found.push('table without a caption');
  }
  return found;
}
function brokenReferences() {
  const found = [];
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  new Set(ids.filter((id, i) => ids.indexOf(id) !== i)).forEach(id => found.push('twice: ' + id));
  const known = new Set(ids);
  for (const e of document.querySelectorAll('a[href]')) {
    const href = e.getAttribute('href');
    if (!href.startsWith('#') || !known.has(href.slice(1))) found.push('link to ' + href);
  }
  for (const name of ['aria-labelledby', 'aria-describedby']) {
    for (const e of document.querySelectorAll('[' + name + ']')) {
      if (!known.has(e.getAttribute(name))) found.push(name + ' ' + e.getAttribute(name));
    }
  }
  return found;
}
function spilling() {
  const found = [];
  for (const svg of document.querySelectorAll('svg.chart')) {
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      if (box.width && (box.left < frame.left - 2 || box.right > frame.right + 2
          || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)) {
        found.push(svg.querySelector('title').textContent + ': ' + text.textContent);
      }
    }
  }
  return found;
}
