/** Something about the machine or the call that whoever started us can mend: printed as its one sentence, exit 1. */
export class Problem extends Error {}

/** Another process has the data folder. */
export class FolderInUse extends Problem {}
