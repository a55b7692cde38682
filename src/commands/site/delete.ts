import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { contentsOf, deleteSite } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';

export default class SiteDelete extends EditCommand {
  static override summary = 'Delete a site and everything in it';
  static override description =
    'Shows what goes with it, and asks you to type the name of the site. Without a terminal, use --confirm. The Licensing Site and the only site cannot be deleted. farm undo brings the site back.';
  static override examples = ['<%= config.bin %> site delete Frankfurt --confirm Frankfurt'];
  static override args = { site: Args.string({ required: true, description: 'site to delete' }) };
  static override flags = {
    confirm: Flags.string({ helpValue: 'NAME', description: 'site name again, to confirm' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteDelete);
    const { farm } = await this.loadFarm(flags);
    const site = this.siteOf(farm, args.site);
    // What would be refused anyway is refused before anything is asked.
    deleteSite(farm, site);
    if (!flags['dry-run'])
      await this.confirmName({
        noun: 'site',
        name: site.name,
        given: flags.confirm,
        consequences: async () => {
          const { sayContents } = await import('../../render/note-words.js');
          return `Site "${site.name}" has ${sayContents(contentsOf(site))}. All of it is deleted too; farm undo brings it back.`;
        },
      });
    const undoable = flags['dry-run'] ? [] : [{ kind: 'deletion-can-be-undone' } as const];
    await this.edit(flags, (now) => {
      const { farm: left, notes } = deleteSite(now, this.siteOf(now, args.site));
      return { farm: left, notes: [...notes, ...undoable] };
    });
  }
}
