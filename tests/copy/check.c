/* Every length and every distance of two pieces, copied and compared by src/musl/copy.c and byte by byte. */

#include <stdio.h>
#include <stdlib.h>

void *moved(void *to, const void *from, size_t n);
int compared(const void *one, const void *other, size_t n);

enum { ROOM = 8192 };

static unsigned char before[ROOM], own[ROOM], byte_by_byte[ROOM];

static void copy_both(size_t to, size_t from, size_t n) {
  for (size_t at = 0; at < ROOM; at++) own[at] = byte_by_byte[at] = before[at];
  for (size_t at = 0; at < n; at++) byte_by_byte[to + at] = before[from + at];
  int same = moved(own + to, own + from, n) == own + to;
  for (size_t at = 0; at < ROOM; at++) same &= own[at] == byte_by_byte[at];
  if (!same) {
    printf("%zu bytes from %zu to %zu\n", n, from, to);
    exit(1);
  }
}

static int sign(int number) { return (number > 0) - (number < 0); }

static void compare_all(size_t n) {
  for (size_t at = 0; at <= n; at++) {
    unsigned char *one = own + 3, *other = byte_by_byte + 5;
    for (size_t to = 0; to <= n; to++) one[to] = other[to] = before[to];
    if (at < n) other[at] ^= 0x80;
    int wanted = at == n ? 0 : one[at] < other[at] ? -1 : 1;
    if (sign(compared(one, other, n)) != wanted) {
      printf("%zu bytes that differ at %zu\n", n, at);
      exit(1);
    }
  }
}

int main(void) {
  unsigned number = 1;
  for (size_t at = 0; at < ROOM; at++) before[at] = (unsigned char)((number = number * 1103515245 + 12345) >> 16);
  for (size_t n = 0; n <= 130; n++) {
    for (size_t to = 0; to <= 150; to++) copy_both(200 + to, 275, n);
    compare_all(n);
  }
  for (size_t n = 2000; n <= 2100; n += 3)
    for (size_t to = 0; to <= 4200; to += 35) copy_both(to, 2100, n);
  puts("all copied");
  return 0;
}
