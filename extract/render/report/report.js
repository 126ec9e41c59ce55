(() => {
	'use strict';
	const $ = id => document.getElementById(id);
	const data = JSON.parse($('data').textContent);
	const lines = [...document.querySelectorAll('#lines li[value]')];
	const isOut = lines.map(li => li.classList.contains('out'));
	const labels = lines.map(li => li.classList[0]);
	const boxes = [...$('filter').querySelectorAll('[type=checkbox]')];
	const parts = [...$('filter').querySelectorAll('[type=radio]')];
	const partShown = () => parts.find(p => p.checked).value;
	const texts = [], folded = []; // of lines that have been asked for
	const textOf = i => texts[i] ??= lines[i].querySelector('p').textContent;
	const foldedOf = i => folded[i] ??= textOf(i).toLowerCase();
	const word = at => data.strings[at];

	/* What is shown: the part and the labels that are checked, and of these the lines with the words of the search. */

	let sought = []; // what is searched in, lower case, by line
	let removed = []; // indexes of the noise lines that are shown
	let query = '';

	function show() {
		query = $('search').value.trim().toLowerCase();
		if (query && !sought.length) sought = lines.map(li => li.textContent.toLowerCase());
		const checked = new Set(boxes.filter(b => b.checked).map(b => b.value));
		const part = partShown();
		let count = 0;
		removed = [];
		lines.forEach((li, i) => {
			const shown = (part === 'all' || isOut[i] === (part === 'removed')) && checked.has(labels[i]) && (!query || sought[i].includes(query));
			if (li.hidden === shown) li.hidden = !shown;
			if (!shown) return;
			count++;
			if (isOut[i]) removed.push(i);
		});
		for (const box of document.querySelectorAll('#lines article, #lines section')) {
			const within = box.querySelector('li[value]') ? box.querySelector('li[value]:not([hidden])') : box.textContent.toLowerCase().includes(query);
			box.hidden = !within;
		}
		$('nothing').hidden = count > 0 || !lines.length;
		$('status').textContent = count < lines.length ? `${count} of ${lines.length} lines shown` : '';
		const some = checked.size < boxes.length ? `, ${checked.size} of ${boxes.length} labels` : '';
		$('filter').querySelector('summary').textContent = part === 'all' && !some ? 'Filter' : `Filter: ${part}${some}`;
		highlight();
		step();
		remember();
	}

	// highlight marks the words of the search, in as many lines as one looks at.
	function highlight() {
		if (!CSS.highlights) return;
		CSS.highlights.delete('found');
		if (!query) return;
		const found = new Highlight();
		for (const li of lines) {
			if (li.hidden) continue;
			const node = li.querySelector('p').firstChild;
			const text = node ? node.data.toLowerCase() : '';
			if (!node || text.length !== node.data.length) continue;
			for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
				const range = new Range();
				range.setStart(node, at);
				range.setEnd(node, at + query.length);
				found.add(range);
			}
			if (found.size > 2000) break;
		}
		CSS.highlights.set('found', found);
	}

	function showAll() {
		$('search').value = '';
		boxes.forEach(b => { b.checked = true; });
		parts[0].checked = true;
		show();
	}

	/* The current line. */

	let current = -1;

	function choose(i) {
		if (i === current) return;
		if (lines[current]) {
			lines[current].tabIndex = -1;
			lines[current].removeAttribute('aria-current');
		}
		current = i;
		lines[i].tabIndex = 0;
		lines[i].setAttribute('aria-current', 'true');
		if (!$('panel').hidden) explain();
		step();
		remember();
	}

	function go(i) {
		if (!lines[i]) return;
		choose(i);
		lines[i].focus({preventScroll: true});
		lines[i].scrollIntoView({block: 'nearest'});
	}

	// beside returns the next line that is shown, or the one before.
	function beside(i, by) {
		do i += by; while (lines[i] && lines[i].hidden);
		return i;
	}

	// goRemoved goes to the next noise line, or the one before.
	function goRemoved(by) {
		let at = removed.findIndex(i => i >= current);
		if (at < 0) at = removed.length;
		if (by < 0) at--;
		else if (removed[at] === current) at++;
		if (removed[at] !== undefined) go(removed[at]);
	}

	function step() {
		const at = removed.indexOf(current);
		$('position').textContent = at < 0 ? `${removed.length} removed` : `removed ${at + 1} of ${removed.length}`;
		$('previous').disabled = !removed.length || current <= removed[0];
		$('next').disabled = !removed.length || current >= removed[removed.length - 1];
	}

	/* What was said of the current line. */

	function make(tag, attributes, ...children) {
		const e = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
		e.append(...children);
		return e;
	}

	function explain() {
		const li = lines[current];
		const [start, end, path, why, ...marks] = data.lines[current];
		const label = labels[current];
		const [, rule, sure] = li.querySelector('small').textContent.match(/^(.*) (.*)$/);
		$('panel-title').textContent = `Line ${current + 1}`;
		const chip = make('b', {class: label}, label);
		const told = [
			make('p', {class: 'decision'}, chip, `, ${isOut[current] ? 'removed' : 'kept'}. Rule `, make('code', {}, rule), `, sure ${sure}`),
			make('p', {class: 'quoted ' + label, dir: 'auto'}, textOf(current)),
		];
		if (why) {
			const rows = [];
			for (let k = 0; k < marks.length; k += 4) {
				const [who, what, confidence, outcome] = marks.slice(k, k + 4);
				rows.push(make('tr', {class: word(outcome) === 'won' ? 'won' : ''},
					make('td', {}, word(who)), make('td', {}, word(what)), make('td', {}, (confidence / 100).toFixed(2)),
					make('td', {}, word(outcome))));
			}
			const head = make('tr', {}, ...['rule', 'said', 'sure', 'outcome'].map(name => make('th', {scope: 'col'}, name)));
			told.push(make('p', {class: 'small'}, `Why: ${word(why)}.`), make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)));
		} else {
			told.push(make('p', {class: 'small'}, 'No other rule spoke.'));
		}
		const bytes = `Bytes ${start} to ${end} of the page’s text`;
		told.push(path
			? make('details', {class: 'small'}, make('summary', {}, 'Where it stands'), bytes + ', inside ', make('code', {}, word(path)))
			: make('p', {class: 'small'}, bytes));
		$('why').replaceChildren(...told);
		offer();
	}

	function openPanel() {
		if (current < 0) return;
		$('panel').hidden = false;
		document.body.classList.add('with-panel');
		explain();
		lines[current].scrollIntoView({block: 'nearest'});
		remember();
	}

	function closePanel() {
		const inside = $('panel').contains(document.activeElement);
		$('panel').hidden = true;
		document.body.classList.remove('with-panel');
		if (inside && lines[current]) lines[current].focus({preventScroll: true});
		remember();
	}

	/* A rule made of the current line. */

	let ways = [];
	let rulePack = '';
	let ruleAlone = '';

	// The longest text, in bytes, that rules compare with a whole line.
	const maxEqual = 200;
	const sizeOf = s => new TextEncoder().encode(s).length;
	const escapePattern = s => s.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');

	// beginning returns the first words of a text, or characters where it has no spaces.
	function beginning(text) {
		const words = text.split(' ');
		if (words.length > 2) {
			for (let n = Math.min(6, words.length - 1); n > 0; n--) {
				const begin = words.slice(0, n).join(' ').replace(/[^\p{L}\p{M}\p{N}]+$/u, '');
				if (sizeOf(begin) <= maxEqual) return begin;
			}
		}
		const characters = [...text];
		return words.length === 1 && characters.length > 16 && sizeOf(text) > 32 ? characters.slice(0, 12).join('') : '';
	}

	// Numbers in ids are most often those of one page.
	const generalPath = path => path.replace(/#(?:\\.|[^.#\s\\])*\d(?:\\.|[^.#\s\\])*/g, '');
	let paths; // general paths of the lines' places, by index

	// selectorOf returns the innermost elements of a path up to the first that has a class or an id.
	function selectorOf(path) {
		const steps = path.split(' > ');
		let from = steps.length - 1;
		while (from > 0 && !/[.#]/.test(steps[from])) from--;
		return steps.slice(from).join(' > ');
	}

	function waysOf(i) {
		const text = textOf(i);
		const list = [];
		const speaks = /[\p{L}\p{N}]/u.test(text);
		if (speaks && sizeOf(text) <= maxEqual) {
			list.push({name: 'this text', rule: {equal: [text]}, matches: k => foldedOf(k) === foldedOf(i)});
		}
		const begin = speaks ? beginning(text) : '';
		if (begin) {
			const first = begin.toLowerCase();
			list.push({name: 'its first words', rule: {prefix: [begin]}, matches: k => foldedOf(k).startsWith(first)});
		}
		if (text && sizeOf(text) <= maxEqual && (!speaks || /\d/.test(text))) {
			const pattern = '^' + escapePattern(text).replace(/\d+/g, '[0-9]+') + '$';
			const own = new RegExp(pattern, 'u');
			list.push({name: speaks ? 'this text, any numbers' : 'these signs', rule: {pattern}, matches: k => own.test(textOf(k))});
		}
		if (data.lines[i][2]) {
			paths ??= data.strings.map(generalPath);
			const selector = selectorOf(paths[data.lines[i][2]]);
			const within = ` > ${selector} > `;
			if (sizeOf(selector) <= 500) {
				list.push({name: 'its element', rule: {selector}, matches: k => ` > ${paths[data.lines[k][2]]} > `.includes(within)});
			}
		}
		return list;
	}

	// nameOf returns a name for a rule: small letters, digits and hyphens.
	function nameOf(i, label) {
		const words = textOf(i).normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().match(/[a-z0-9]+/g) || [];
		const name = words.slice(0, 5).join('-').slice(0, 40).replace(/-$/, '');
		return `${label}-${name.length > 2 ? name : 'line-' + (i + 1)}`;
	}

	// offer fills the choices for the current line.
	function offer() {
		ways = waysOf(current);
		$('match').replaceChildren(...ways.map((way, k) => make('option', {value: k}, way.name)));
		$('give').value = isOut[current] ? 'keep' : 'other';
		$('only').checked = false;
		write();
	}

	// written returns JSON, indented, with lists of one text on one line.
	const written = value => JSON.stringify(value, null, 2).replace(/\[\n +("(?:[^"\\]|\\.)*")\n +\]/g, '[$1]');

	function write() {
		const way = ways[$('match').value];
		$('copied').textContent = '';
		$('copy').disabled = $('copy-one').disabled = !way;
		if (!way) {
			rulePack = ruleAlone = '';
			$('reach').textContent = 'The line has nothing that a rule could know it by.';
			$('rule').textContent = '';
			return;
		}
		const label = $('give').value;
		const rule = {name: nameOf(current, label), label, ...way.rule};
		const pack = {schema: 'copydesk-pack/1', name: 'my-rules', doc: 'Rules made with the report of a page.'};
		if ($('only').checked) pack.sites = [data.site];
		pack.rules = [rule];
		let count = 0;
		for (let k = 0; k < lines.length; k++) if (way.matches(k)) count++;
		$('reach').textContent = count === 1 ? 'Of this page it knows this line alone.' : `Of this page it knows ${count} lines.`;
		rulePack = written(pack);
		ruleAlone = written(rule);
		$('rule').textContent = rulePack;
	}

	async function copy(text) {
		if (!text) return;
		let copied = true;
		try {
			await navigator.clipboard.writeText(text);
		} catch {
			// Pages without a secure origin may copy only what is selected.
			$('rule').textContent = text;
			getSelection().selectAllChildren($('rule'));
			copied = document.execCommand('copy');
		}
		$('copied').textContent = copied ? 'Copied.' : 'Select and copy it above.';
	}

	/* What the page shows outlives loading it again. */

	function remember() {
		const hidden = boxes.filter(b => !b.checked).map(b => b.value);
		const state = {hidden, part: partShown(), search: $('search').value, panel: !$('panel').hidden};
		try {
			history.replaceState(state, '', current < 0 ? location.href : '#' + (current + 1));
		} catch {
			// Pages that are not allowed a history do without.
		}
	}

	function recall() {
		const state = history.state || {};
		const hidden = new Set(state.hidden || []);
		boxes.forEach(b => { b.checked = !hidden.has(b.value); });
		parts.forEach(p => { p.checked = p.value === (state.part || 'all'); });
		$('search').value = state.search || '';
		const at = Number(location.hash.slice(1)) - 1;
		show();
		if (!lines[at]) return;
		choose(at);
		if (state.panel) openPanel();
		lines[at].scrollIntoView({block: 'nearest'});
	}

	/* Hands and keys. */

	const lineOf = target => target.closest('#lines li[value]');

	$('lines').addEventListener('focusin', event => {
		const li = lineOf(event.target);
		if (li) choose(li.value - 1);
	});
	$('lines').addEventListener('click', event => {
		const li = lineOf(event.target);
		if (!li || !getSelection().isCollapsed) return;
		choose(li.value - 1);
		li.focus({preventScroll: true});
		openPanel();
	});
	let waiting;
	$('search').addEventListener('input', () => {
		clearTimeout(waiting);
		waiting = setTimeout(show, lines.length > 5000 ? 250 : 60);
	});
	$('filter').addEventListener('change', show);
	$('previous').addEventListener('click', () => goRemoved(-1));
	$('next').addEventListener('click', () => goRemoved(1));
	$('reset').addEventListener('click', showAll);
	$('close').addEventListener('click', closePanel);
	$('copy').addEventListener('click', () => copy(rulePack));
	$('copy-one').addEventListener('click', () => copy(ruleAlone));
	for (const id of ['match', 'give', 'only']) $(id).addEventListener('change', write);
	$('keys-button').addEventListener('click', () => $('keys').showModal());
	$('keys-close').addEventListener('click', () => $('keys').close());

	function openFilter() {
		$('filter').open = true;
		$('filter').querySelector('summary').focus();
		$('filter').scrollIntoView({block: 'center'});
	}

	function leave() {
		if (!$('panel').hidden) closePanel();
		else showAll();
	}

	const letters = {
		n: () => goRemoved(1), p: () => goRemoved(-1), c: () => copy(rulePack), f: openFilter,
		'/': () => $('search').focus(), '?': () => $('keys').showModal(),
	};

	document.addEventListener('keydown', event => {
		if (event.ctrlKey || event.altKey || event.metaKey || $('keys').open) return;
		const target = event.target instanceof Element ? event.target : document.body;
		if (target === $('search')) {
			if (event.key === 'Enter') {
				clearTimeout(waiting);
				show();
				go(beside(-1, 1));
			} else if (event.key === 'Escape') {
				$('search').value = '';
				show();
			} else return;
			event.preventDefault();
			return;
		}
		const act = $('letters').checked ? letters[event.key] : null;
		if (event.key === 'Escape') leave();
		else if (act && !target.matches('select')) act();
		else if (lineOf(target) === target && lines[current] === target) {
			if (event.key === 'ArrowDown') go(beside(current, 1));
			else if (event.key === 'ArrowUp') go(beside(current, -1));
			else if (event.key === 'Enter') openPanel();
			else return;
		} else return;
		event.preventDefault();
	});

	const bar = $('bar');
	new ResizeObserver(() => document.documentElement.style.setProperty('--bar', bar.offsetHeight + 'px')).observe(bar);
	bar.hidden = $('filter').hidden = $('hint').hidden = false;
	$('filter').open = matchMedia('(min-width: 48rem)').matches;
	lines.forEach((li, i) => { li.tabIndex = i ? -1 : 0; });
	recall();
})();
