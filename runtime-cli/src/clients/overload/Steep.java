package steep;

/// Takes a tenth of a second.
public final class Steep {
    public String handle(Object event) throws InterruptedException {
        Thread.sleep(100);
        return "done";
    }
}
