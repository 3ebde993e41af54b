export { openExportSource } from './open-source.ts'
export { ImportReport } from './report.ts'
export { SlackExportError } from './source.ts'
export { importSlackExport, type ImportProgress, type ImportSummary } from './write-export.ts'
