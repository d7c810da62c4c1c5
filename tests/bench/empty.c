/* The empty program: what any process costs. */
int main(void)
{
    return 0;
}
