(() => {
	'use strict';
	const $ = id => document.getElementById(id);
	const frame = $('report');
	let version = 0;

	function make(tag, className, text) {
		const e = document.createElement(tag);
		e.className = className;
		e.textContent = text;
		return e;
	}

	function show(status) {
		document.title = `${status.page} – copydesk inspect`;
		$('page').textContent = status.page;
		$('packs').replaceChildren(...(status.packs || []).map(pack => {
			const item = make('li', '', pack.file + ' ');
			item.append(make('span', '', pack.rules === 1 ? '1 rule' : `${pack.rules} rules`));
			if (pack.problem) item.append(make('span', 'wrong', `, ${pack.problem}`));
			return item;
		}));
		$('problem').className = 'wrong';
		$('problem').textContent = status.problem || '';
		if (version && version !== status.version) frame.contentWindow.location.reload();
		version = status.version;
	}

	// The keys of the report work without a click into it.
	frame.addEventListener('load', () => frame.contentWindow.focus());

	const events = new EventSource('events');
	events.addEventListener('message', event => show(JSON.parse(event.data)));
	events.addEventListener('error', () => {
		$('problem').className = 'wrong';
		$('problem').textContent = 'The program does not answer. What is shown is the last it said.';
	});
})();
