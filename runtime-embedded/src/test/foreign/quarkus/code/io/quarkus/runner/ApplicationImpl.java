package io.quarkus.runner;

import app.Customer;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.RuntimeValue;
import java.lang.annotation.Annotation;
import java.util.function.Supplier;

/// What Quarkus's build step would write for an application of one stream handler.
public class ApplicationImpl extends Application {
    public ApplicationImpl() {
        super(false);
    }

    @Override
    protected void doStart(String[] args) {
        var recorder = new AmazonLambdaRecorder(new RuntimeValue<>());
        recorder.setStreamHandlerClass(Customer.class);
        recorder.setBeanContainer(new NewInstances());
    }

    @Override
    protected void doStop() {}

    @Override
    public String getName() {
        return "customer";
    }

    private static final class NewInstances implements BeanContainer {
        @Override
        public <T> T beanInstance(Class<T> type, Annotation... qualifiers) {
            try {
                return type.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <T> Factory<T> beanInstanceFactory(Class<T> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Factory<T> beanInstanceFactory(Supplier<Factory<T>> other, Class<T> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ManagedContext requestContext() {
            throw new UnsupportedOperationException();
        }
    }
}
