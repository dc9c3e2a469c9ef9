// A wall in a story that everybody may read keeps nothing back. Who puts one wants the story to be for payers, so it
// becomes that, and is told; who takes that wall away again has back what was set before.
import { say } from '../shared/words';
import { forPayers, isEverPlus } from '../story/access';
import type { Step } from '../story/types';

export interface WallPage {
  access: () => Step[];
  change: (access: Step[]) => void;
  /** Tells the side panel whether a wall stands. */
  stands: (stands: boolean) => void;
  tell: (words: string) => void;
}

export class WallCare {
  /** What the wall made of access: undone with the wall, unless somebody has set access since. */
  private made: { before: Step[]; after: Step[] } | null = null;

  constructor(private readonly page: WallPage, private stood: boolean) {
    page.stands(stood);
  }

  /** This page's writer changed the text. */
  wrote(stands: boolean): void {
    if (stands === this.stood) return;
    this.adopted(stands);
    const access = this.page.access();
    if (stands && !isEverPlus(access)) {
      this.made = { before: access, after: forPayers(access) };
      this.page.change(this.made.after);
      this.page.tell(say('wall-made-plus'));
    } else if (!stands && this.made && JSON.stringify(access) === JSON.stringify(this.made.after)) {
      this.page.change(this.made.before);
      this.page.tell(say('wall-made-open'));
      this.made = null;
    }
  }

  /** The text has come from elsewhere, with the access that belongs to it. */
  adopted(stands: boolean): void {
    if (stands === this.stood) return;
    this.stood = stands;
    this.page.stands(stands);
  }
}
