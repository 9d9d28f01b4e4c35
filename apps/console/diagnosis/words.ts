export const words = {
  zh: {
    placeholder: '输入编码、中文或英文名称',
    type: '请输入编码或名称，如 I20、高血压',
    nothing: '编码表中没有匹配的诊断',
    leading: '主',
  },
  en: {
    placeholder: 'Code, Chinese or English name',
    type: 'Type a code or a name, such as I20 or hypertension',
    nothing: 'The code table has no such diagnosis',
    leading: 'Leading:',
  },
};
