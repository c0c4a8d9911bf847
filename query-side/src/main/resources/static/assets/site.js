// Custom elements; pages work without them, except for passkeys.

/* Fires `moved` on the body when the page has changed; parts of the page refetch on it. It reconnects
   after an interruption, and the browser sends the last received position (Last-Event-ID). */
class LiveStream extends HTMLElement {
  connectedCallback() {
    this.innerHTML = '<span class="state"></span><button type="button" aria-pressed="false">Pause</button>' +
      '<span class="sr" role="status"></span>';
    this.paused = false;
    this.button = this.querySelector('button');
    this.button.addEventListener('click', () => this.pause(!this.paused));
    this.open();
    this.swapped = event => this.afterSwap(event);
    document.body.addEventListener('htmx:beforeSwap', this.before = event => this.remember(event));
    document.body.addEventListener('htmx:afterSwap', this.swapped);
    addEventListener('pagehide', () => this.source.close());
    addEventListener('pageshow', event => { if (event.persisted) { this.open(); this.move(); } });
  }

  open() {
    this.show('wait', 'Connecting');
    this.source = new EventSource(this.getAttribute('src'));
    this.source.onopen = () => { if (!this.paused) this.show('live', 'Live'); };
    this.source.onerror = () => {
      if (!this.paused) this.show('lost', 'Reconnecting');
      if (this.source.readyState === EventSource.CLOSED) setTimeout(() => this.open(), 3000);
    };
    this.source.addEventListener('moved', () => { this.missed = true; if (!this.paused) this.move(); });
  }

  move() {
    this.missed = false;
    document.body.dispatchEvent(new CustomEvent('moved'));
  }

  pause(paused) {
    this.paused = paused;
    this.button.textContent = paused ? 'Resume' : 'Pause';
    this.button.setAttribute('aria-pressed', String(paused));
    this.show(paused ? 'wait' : 'live', paused ? 'Paused' : 'Live');
    if (!paused && this.missed) this.move();
  }

  show(state, words) {
    this.dataset.state = state;
    this.querySelector('.state').textContent = words;
  }

  remember(event) {
    const keys = [...event.detail.target.querySelectorAll('[data-key]')].map(row => row.dataset.key);
    event.detail.target.known = new Set(keys);
    this.status = document.getElementById('status')?.textContent;
  }

  afterSwap(event) {
    const known = event.detail.target.known;
    if (known?.size) {
      event.detail.target.querySelectorAll('[data-key]').forEach(row => {
        if (!known.has(row.dataset.key)) row.classList.add('fresh');
      });
    }
    const status = document.getElementById('status')?.textContent;
    const now = Date.now();
    if (status && status !== this.status && now - (this.announcedAt ?? 0) > 5000) {
      this.announcedAt = now;
      this.querySelector('[role=status]').textContent = 'The order is now: ' + status;
    }
  }

  disconnectedCallback() {
    this.source.close();
    document.body.removeEventListener('htmx:beforeSwap', this.before);
    document.body.removeEventListener('htmx:afterSwap', this.swapped);
  }
}

/* Draws its table as a chart. */
class DataChart extends HTMLElement {
  connectedCallback() {
    this.table = document.getElementById(this.getAttribute('for'));
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.getAttribute('label'));
    const script = document.createElement('script');
    script.src = this.getAttribute('src');
    script.onload = () => this.start();
    script.onerror = () => { this.dataset.failed = ''; };
    document.head.append(script);
  }

  start() {
    this.chart = echarts.init(this, null, { renderer: 'canvas' });
    this.draw();
    new MutationObserver(() => this.draw()).observe(this.table, { childList: true, subtree: true });
    new ResizeObserver(() => this.chart.resize()).observe(this);
    document.addEventListener('theme', () => this.draw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }

  colour(name) {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  draw() {
    const rows = [...this.table.querySelectorAll('tbody tr')];
    const [ink, muted, line, bar] = ['--ink', '--muted', '--line', '--accent'].map(n => this.colour(n));
    const money = value => value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
    this.chart.setOption({
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDuration: 160, animationDurationUpdate: 160,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: ink },
      grid: { left: 4, right: 4, top: 16, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: this.colour('--panel'), borderColor: line,
        textStyle: { color: ink, fontSize: 13 }, axisPointer: { type: 'shadow', shadowStyle: { opacity: .08 } },
        formatter: points => `${points[0].name}\n${money(points[0].value)} · ${rows[points[0].dataIndex].dataset.orders} orders` },
      xAxis: { type: 'category', data: rows.map(r => r.dataset.label), axisTick: { show: false },
        axisLine: { lineStyle: { color: line } }, axisLabel: { color: muted, hideOverlap: true } },
      yAxis: { type: 'value', splitNumber: 3, axisLabel: { color: muted, formatter: money }, splitLine: { lineStyle: { color: line } } },
      series: [{ type: 'bar', data: rows.map(r => Number(r.dataset.value)), itemStyle: { color: bar, borderRadius: [2, 2, 0, 0] }, barMaxWidth: 28 }]
    });
  }
}

/* Light, dark, or the system's setting; a cookie, so that the server renders the right theme. */
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.innerHTML = '<button type="button"><svg viewBox="0 0 18 18" aria-hidden="true">' +
      '<circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"></circle>' +
      '<path d="M9 2.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"></path></svg><span class="sr"></span></button>';
    this.querySelector('button').addEventListener('click', () => this.turn());
    this.name();
  }

  dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  name() { this.querySelector('.sr').textContent = this.dark() ? 'Light colours' : 'Dark colours'; }

  turn() {
    const theme = this.dark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    this.name();
    document.dispatchEvent(new Event('theme'));
  }
}

/* Passkeys: the server's options go to the device, and its answer goes back. */
const passkeys = window.PublicKeyCredential?.parseCreationOptionsFromJSON
  ? {
    async send(path, body) {
      const isForm = body instanceof URLSearchParams;
      const headers = { Accept: 'application/json', ...(isForm ? {} : { 'Content-Type': 'application/json' }) };
      const response = await fetch(path, { method: 'POST', headers, body: isForm ? body : JSON.stringify(body) });
      const answer = response.status === 204 ? {} : await response.json();
      if (!response.ok) throw new Error(answer.errors?.[0]?.detail ?? answer.detail);
      return answer;
    },

    /* The person cancelled it, or the device has none: no reason to alarm. */
    explain(error) {
      return error instanceof DOMException ? 'No passkey was used.' : error.message;
    }
  }
  : null;

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    this.form.addEventListener('submit', event => { event.preventDefault(); this.add(); });
    if (!passkeys) this.problem('This browser has no passkeys.');
  }

  async add() {
    try {
      const fields = new FormData(this.form);
      const label = fields.get('label');
      fields.delete('label');
      const options = await passkeys.send(this.form.action, new URLSearchParams(fields));
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
      const credential = await navigator.credentials.create({ publicKey });
      await passkeys.send('/account/passkeys', { label, credential: JSON.stringify(credential) });
      location.assign('/account/passkeys?done=added');
    } catch (error) {
      this.problem(passkeys ? passkeys.explain(error) : 'This browser has no passkeys.');
    }
  }

  problem(words) {
    const place = this.querySelector('[role=alert]');
    place.textContent = words;
    place.hidden = false;
  }
}

/* A button that is useless without scripts, so scripts make it. */
class PasskeySignIn extends HTMLElement {
  connectedCallback() {
    if (!passkeys) return;
    this.innerHTML = '<p class="problem" role="alert" hidden></p>' +
      '<button class="button plain" type="button">Sign in with a passkey</button>';
    this.querySelector('button').addEventListener('click', () => this.signIn());
  }

  async signIn() {
    try {
      const options = await passkeys.send('/sign-in/passkey/options', {});
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
      const credential = await navigator.credentials.get({ publicKey });
      const next = this.getAttribute('next');
      const answer = await passkeys.send('/sign-in/passkey', { credential: JSON.stringify(credential), next });
      location.assign(answer.next);
    } catch (error) {
      const place = this.querySelector('[role=alert]');
      place.textContent = passkeys.explain(error);
      place.hidden = false;
    }
  }
}

/* A progress banner that cannot be updated must not keep showing old progress. */
document.addEventListener('htmx:sendError', event => {
  const rate = event.target.closest('#background-task')?.querySelector('.num');
  if (rate) rate.textContent = 'The engine does not respond';
});

customElements.define('live-stream', LiveStream);
customElements.define('data-chart', DataChart);
customElements.define('theme-switch', ThemeSwitch);
customElements.define('passkey-form', PasskeyForm);
customElements.define('passkey-sign-in', PasskeySignIn);
