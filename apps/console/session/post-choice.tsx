import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../institution/directory';
import { LanguageSwitch } from '../language/language-switch';
import { ProblemAlert } from '../problem/problem-alert';
import { choosePost, type Post } from './posts';

/** Somebody with several posts says in which one he works now. */
export function PostChoice({ posts }: { readonly posts: readonly Post[] }) {
  const { t } = useTranslation(['session', 'code']);
  const queries = useQueryClient();
  const choice = useMutation({
    mutationFn: choosePost,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['session'] }),
  });
  return (
    <Flex vertical align="center" gap="middle" style={{ padding: 64 }} role="main">
      <h1>{t('choosePost')}</h1>
      {choice.error ? <ProblemAlert error={choice.error} /> : null}
      {posts.map((post) => (
        <Button key={post.post} size="large" loading={choice.isPending} onClick={() => choice.mutate(post)}>
          <PostInWords post={post} />
        </Button>
      ))}
      <LanguageSwitch />
    </Flex>
  );
}

function PostInWords({ post: { post, roles, institution, departments } }: { readonly post: Post }) {
  const { t } = useTranslation(['session', 'code']);
  const names = useNames(post);
  const words = [
    roles.map((role) => t(`code:role.${role}`)).join(t('and')),
    institution === '*' ? t('wholeCounty') : names.institution(institution),
    departments.map((code) => names.department(institution, code)).join(t('and')),
  ];
  return words.filter(Boolean).join(' · ');
}
