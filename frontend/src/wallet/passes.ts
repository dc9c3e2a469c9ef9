// The page of one's passes: make a wallet or restore it, draw with a code, keep, wait, give a pass to another device,
// forget. Until the reader says 'keep', everything is in this page's memory only; words and code always are.
import { spare } from './choose';
import { drawInto } from './draw';
import { sayFailure } from './failure';
import { DAY_MS, epochAt, readCode, readWords, wordsOf, type Epoch } from './protocol/index';
import { qr } from './qr';
import { forget, fresh, load, save, tidy, type State, type Store } from './state';
import type { Views } from './view';

export class PassesPage {
  private state: State;
  private isKept: boolean;
  private words: string | undefined;
  private code: string | undefined;
  /** Drawn on this visit for the running month: what is read at once can be linked to it by timing. */
  private first: Epoch | null = null;

  constructor(private readonly views: Views, private readonly store: Store | null, private readonly now: () => number = Date.now) {
    const kept = load(store);
    this.isKept = !!kept;
    this.state = kept ?? fresh(this.issuer, 0);
    tidy(this.state, now());
    if (kept) this.passes();
    else this.start();
  }

  private get issuer(): string {
    return this.views.root.dataset.issuer ?? '';
  }

  private start(): void {
    this.views.show('start', {}, { make: () => void this.make(), restore: () => this.restore() });
  }

  private async make(): Promise<void> {
    this.words = await wordsOf(crypto.getRandomValues(new Uint8Array(16)));
    this.views.show('words', {}, { written: () => this.askCode() });
    this.views.list('words', 'word', this.words.split(' ').map(word => ({ values: { word } })));
  }

  private restore(): void {
    this.views.show('restore', {}, { read: () => void this.read(), back: () => this.home() });
  }

  private async read(): Promise<void> {
    try {
      this.words = await readWords(this.views.part<HTMLTextAreaElement>('words')?.value ?? '');
      // The device from which the words come has the week's first pass; this one takes the second.
      if (!this.isKept) this.state.slot = 1;
      this.askCode();
    } catch (failure) {
      sayFailure(this.views, failure);
    }
  }

  private askCode(): void {
    this.views.show('code', {}, { draw: () => void this.draw(), back: () => this.home() });
    const input = this.views.part<HTMLInputElement>('code');
    if (input) input.value = this.code ?? '';
  }

  private async draw(): Promise<void> {
    const { views, words } = this;
    try {
      this.code = readCode(views.part<HTMLInputElement>('code')?.value ?? '');
      if (!words) return this.restore();
      views.busy(true);
      const current = epochAt(this.now());
      const isFirst = !this.state.months[current];
      const failure = await drawInto(this.state, this.issuer, words, this.code, this.now());
      if (isFirst) this.first = current;
      this.persist();
      this.passes();
      if (failure) sayFailure(views, failure);
    } catch (failure) {
      views.busy(false);
      sayFailure(views, failure);
    }
  }

  private passes(): void {
    const { state, isKept } = this;
    this.views.show('passes', { kept: isKept, unkept: !isKept }, {
      ...(isKept ? {} : { keep: () => this.keep() }),
      more: () => (this.words ? this.askCode() : this.start()),
      forget: () => this.askForget(),
    });
    this.views.list('months', 'month', Object.keys(state.months).sort().map(epoch => this.entry(epoch)));
  }

  private entry(epoch: Epoch): { values: Record<string, string | number | boolean>; actions: Record<string, () => void> } {
    const month = this.state.months[epoch];
    const used = month?.passes.filter(pass => pass === null).length ?? 0;
    const left = (month?.passes.length ?? 0) - used;
    const waits = (month?.from ?? 0) > this.now();
    const canWait = epoch === this.first && !waits;
    const values = { month: this.views.month(epoch), left, used, first: canWait, waits, time: this.views.moment(month?.from ?? 0) };
    return {
      values,
      actions: {
        ...(left ? { give: () => this.give(epoch) } : {}),
        ...(canWait ? { wait: () => this.wait(epoch, DAY_MS) } : {}),
        ...(waits ? { go: () => this.wait(epoch, 0) } : {}),
      },
    };
  }

  private wait(epoch: Epoch, wait: number): void {
    const month = this.state.months[epoch];
    if (month) month.from = this.now() + wait;
    this.persist();
    this.passes();
  }

  private keep(): void {
    this.isKept = save(this.store, this.state);
    this.passes();
    if (!this.isKept) this.views.say('not-kept');
  }

  /** A pass for another device leaves this wallet. */
  private give(epoch: Epoch): void {
    const index = spare(this.state, epoch, this.now());
    const passes = this.state.months[epoch]?.passes;
    const text = index === null ? null : passes?.[index];
    if (!passes || index === null || !text) return;
    passes[index] = null;
    this.persist();
    this.views.show('pass', { month: this.views.month(epoch) }, { back: () => this.passes() });
    const area = this.views.part<HTMLTextAreaElement>('pass');
    if (area) area.value = text;
    const place = this.views.part('qr');
    place?.replaceChildren(qr(text, place.dataset.label ?? ''));
  }

  private askForget(): void {
    this.views.show('forget', {}, { forget: () => this.forgetAll(), back: () => this.passes() });
  }

  private forgetAll(): void {
    forget(this.store);
    this.state = fresh(this.issuer, 0);
    this.isKept = false;
    this.words = this.code = undefined;
    this.first = null;
    this.start();
    this.views.say('forgotten');
  }

  private home(): void {
    if (Object.keys(this.state.months).length) this.passes();
    else this.start();
  }

  private persist(): void {
    if (this.isKept) this.isKept = save(this.store, this.state);
  }
}
