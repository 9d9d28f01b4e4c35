/** A marked SAMPLE of a catalogue of mutual recognition, not an official edition: a county replaces it. */
const ITEMS: readonly (readonly [code: string, kind: string, zh: string, en: string, recognised: boolean])[] = [
  ['blood-routine', 'lab', '血常规', 'Complete blood count', true],
  ['liver-function', 'lab', '肝功能', 'Liver function', true],
  ['kidney-function', 'lab', '肾功能', 'Kidney function', true],
  ['blood-lipids', 'lab', '血脂', 'Blood lipids', true],
  ['hba1c', 'lab', '糖化血红蛋白', 'Glycated haemoglobin', true],
  ['troponin', 'lab', '肌钙蛋白', 'Troponin', false],
  ['ecg-12', 'ecg', '十二导联心电图', 'Electrocardiogram, 12 leads', true],
  ['dr', 'imaging', '数字X线摄影', 'Digital radiography', true],
  ['ct', 'imaging', 'CT', 'Computed tomography', true],
  ['mri', 'imaging', '磁共振', 'Magnetic resonance imaging', true],
  ['echo', 'imaging', '超声心动图', 'Echocardiography', true],
  ['obstetric-ultrasound', 'imaging', '产科超声', 'Obstetric ultrasound', false],
  ['pathology', 'pathology', '病理检查', 'Pathology', true],
  ['gastroscopy', 'endoscopy', '胃镜', 'Gastroscopy', false],
];

/** The statement that inserts the sample for the whole country. */
export function insertExamItems(): string {
  const source = 'sample, domain §4.7 [policy LS25, YN24, SH]: to be replaced by the county';
  const rows = ITEMS.map(
    ([code, kind, zh, en, recognised]) =>
      `('000000', '${code}', '${kind}', '${zh}', '${en}', ${recognised}, '2020-01-01', '${source}')`,
  );
  return `INSERT INTO exam_item (county, code, kind, name, name_en, recognised, valid_from, source) VALUES ${rows.join(', ')}`;
}
