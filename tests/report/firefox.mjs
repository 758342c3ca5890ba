// A small client of Firefox's own remote protocol (Marionette), enough to open a page, ask it, click and look.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';

const settings = {
  'marionette.port': 0, 'datareporting.policy.dataSubmissionEnabled': false, 'toolkit.telemetry.enabled': false, 'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false, 'browser.startup.page': 0, 'browser.aboutwelcome.enabled': false, 'browser.newtabpage.enabled': false,
  'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false, 'services.settings.server': 'data:,',
  'extensions.update.enabled': false, 'webgl.disabled': true, 'layers.acceleration.disabled': true,
};

export class Firefox {
  /// Starts a headless browser with a profile of its own in `folder`.
  static async start(program, folder) {
    rmSync(folder, {recursive: true, force: true});
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, 'user.js'), Object.entries(settings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
    const browser = new Firefox();
    browser.process = spawn(program, ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', folder, '--width', '1400', '--height', '1000'],
      {stdio: 'ignore', env: {...process.env, HOME: folder, MOZ_HEADLESS: '1', MOZ_CRASHREPORTER_DISABLE: '1'}});
    const portFile = join(folder, 'MarionetteActivePort');
    for (let wait = 0; !existsSync(portFile) || !readFileSync(portFile, 'utf8').trim(); ++wait) {
      if (wait > 600 || browser.process.exitCode !== null) throw new Error('Firefox does not start');
      await new Promise((done) => setTimeout(done, 100));
    }
    await browser.open(Number(readFileSync(portFile, 'utf8')));
    return browser;
  }

  /// Messages are "length:JSON" both ways; an answer is [1, number, error, result].
  async open(port) {
    this.waiting = new Map();
    this.number = 0;
    let bytes = Buffer.alloc(0);
    const hello = new Promise((done) => this.waiting.set('hello', done));
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (more) => {
      bytes = Buffer.concat([bytes, more]);
      for (let colon = bytes.indexOf(':'); colon > 0; colon = bytes.indexOf(':')) {
        const length = Number(bytes.subarray(0, colon)), end = colon + 1 + length;
        if (bytes.length < end) return;
        const message = JSON.parse(bytes.subarray(colon + 1, end));
        bytes = bytes.subarray(end);
        if (Array.isArray(message)) this.waiting.get(message[1])?.(message);
        else this.waiting.get('hello')?.();
      }
    });
    await hello;
    await this.ask('WebDriver:NewSession', {});
    await this.ask('WebDriver:SetTimeouts', {script: 60000, pageLoad: 60000});
  }

  async ask(name, parameters) {
    const number = ++this.number;
    const answer = new Promise((done) => this.waiting.set(number, done));
    const words = JSON.stringify([0, number, name, parameters]);
    this.socket.write(`${Buffer.byteLength(words)}:${words}`);
    const [, , fault, result] = await answer;
    this.waiting.delete(number);
    if (fault) throw new Error(`${name}: ${fault.message}`);
    return result?.value ?? result;
  }

  go(address) { return this.ask('WebDriver:Navigate', {url: address}); }
  /// The value of a function of the page.
  run(work, ...values) { return this.ask('WebDriver:ExecuteScript', {script: `return (${work})(...arguments)`, args: values, sandbox: null}); }
  async until(work, ...values) {
    for (let wait = 0; wait < 300; ++wait) {
      if (await this.run(work, ...values)) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`it never came true: ${work}`);
  }
  click(x, y) {
    return this.ask('WebDriver:PerformActions', {actions: [{type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'}, actions: [
      {type: 'pointerMove', x: Math.round(x), y: Math.round(y), origin: 'viewport', duration: 0}, {type: 'pointerDown', button: 0}, {type: 'pointerUp', button: 0}]}]});
  }
  async screenshot(file) { writeFileSync(file, Buffer.from(await this.ask('WebDriver:TakeScreenshot', {full: false}), 'base64')); }

  /// What pages at addresses that contain `part` said on the console, or did wrong.
  async said(part) {
    await this.ask('Marionette:SetContext', {value: 'chrome'});
    const messages = await this.ask('WebDriver:ExecuteScript', {args: [part], script: `
      const own = (name) => String(name).includes(arguments[0]);
      const faults = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError && own(one.sourceName)).map((one) => one.errorMessage);
      const events = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).getEvents().filter((one) => own(one.filename));
      return faults.concat(events.map((one) => one.level + ': ' + Array.from(one.arguments).join(' ')));`});
    await this.ask('Marionette:SetContext', {value: 'content'});
    return messages;
  }

  async stop() {
    await this.ask('Marionette:Quit', {flags: ['eForceQuit']}).catch(() => {});
    this.socket.destroy();
    const ended = new Promise((done) => this.process.once('exit', done));
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    if (this.process.exitCode === null) await ended;
    clearTimeout(timer);
  }
}
