export const words = {
  zh: {
    placeholder: '输入编码、中文或英文名称',
    type: '请输入编码或名称，如 I20、高血压',
    nothing: '编码表中没有匹配的诊断',
    failed: '编码表暂时查不到，请稍后再输入',
    leading: '主',
  },
  en: {
    placeholder: 'Code, Chinese or English name',
    type: 'Type a code or a name, such as I20 or hypertension',
    nothing: 'The code table has no such diagnosis',
    failed: 'The code table cannot be searched now: type again in a moment',
    leading: 'Leading:',
  },
};
